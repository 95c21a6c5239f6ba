using TorchSharp;

namespace ReId.Model.Training.Precision;

/// <summary>
/// float16 where it gains, float32 where it must be, on a GPU (Micikevicius et al. 2018, arXiv:1710.03740). Small
/// gradients fall out of its range, so the loss is scaled: <see cref="GradientScaler"/>.
/// </summary>
internal sealed class MixedPrecision : IPrecision
{
    public string Name => "mixed";

    public bool NeedsScaling => true;

    public string? Obstacle(torch.Device device, ProcessorFeatures processor) => device.type switch
    {
        _ when !TorchAutocast.IsThere => TorchAutocast.Missing(Name),
        DeviceType.CUDA => null,
        _ => $"Precision 'mixed' is float16 on a CUDA GPU, and the network runs on the CPU: use precision {(processor.HasBrainFloats ? "bfloat16" : "float32")}.",
    };

    public IDisposable Enter(torch.Device device) => TorchAutocast.Enter(device, torch.ScalarType.Float16);
}
