using TorchSharp;

namespace ReId.Model.Training.Precision;

/// <summary>
/// bfloat16 where it gains, float32 where it must be (Kalamkar et al. 2019, arXiv:1905.12322). It has the range of
/// float32, so gradients need no scaling.
/// </summary>
internal sealed class BrainPrecision : IPrecision
{
    public string Name => "bfloat16";

    public bool NeedsScaling => false;

    public string? Obstacle(torch.Device device, ProcessorFeatures processor) => device.type switch
    {
        _ when !TorchAutocast.IsThere => TorchAutocast.Missing(Name),
        DeviceType.CUDA => null,

        // Without these instructions libtorch converts back and forth, many times slower than float32.
        _ when processor.HasBrainFloats => null,
        _ => "Precision 'bfloat16' on the CPU needs AVX512_BF16 or AMX, which this processor lacks: use precision float32.",
    };

    public IDisposable Enter(torch.Device device) => TorchAutocast.Enter(device, torch.ScalarType.BFloat16);
}
