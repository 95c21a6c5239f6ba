using ReId.Contracts;
using TorchSharp;

namespace ReId.Model.Training.Precision;

/// <summary>The precisions by name. Adding one is one line here.</summary>
public static class PrecisionCatalog
{
    /// <summary>Every precision.</summary>
    public static IReadOnlyList<IPrecision> All { get; } = [new FullPrecision(), new BrainPrecision(), new MixedPrecision()];

    /// <summary>The precision of that name, if the device can do it.</summary>
    /// <param name="name">E.g. <c>bfloat16</c>; case does not matter.</param>
    /// <param name="device">Where the network runs.</param>
    /// <param name="processor">What the processor can do; that of this machine when null.</param>
    /// <exception cref="ReIdException">There is none, or the device cannot do it.</exception>
    public static IPrecision Get(string name, torch.Device device, ProcessorFeatures? processor = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        var precision = All.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ReIdException($"There is no precision '{name}'; there are {string.Join(", ", All.Select(one => one.Name))}.");
        return precision.Obstacle(device, processor ?? ProcessorFeatures.Here()) is { } obstacle
            ? throw new ReIdException(obstacle)
            : precision;
    }
}
