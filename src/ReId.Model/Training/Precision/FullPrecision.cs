using TorchSharp;

namespace ReId.Model.Training.Precision;

/// <summary>float32 throughout.</summary>
internal sealed class FullPrecision : IPrecision
{
    public string Name => "float32";

    public bool NeedsScaling => false;

    public string? Obstacle(torch.Device device, ProcessorFeatures processor) => null;

    public IDisposable Enter(torch.Device device) => new Nothing();

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
