using TorchSharp;

namespace ReId.Model.Training.Precision;

/// <summary>
/// Arithmetic of the forward and backward pass. Weights, gradients and the optimiser's state are float32 always. Adding
/// one: implement this, add a line to <see cref="PrecisionCatalog"/>, derive its tests from the contract suite.
/// </summary>
public interface IPrecision
{
    /// <summary>Name in recipes, e.g. <c>bfloat16</c>.</summary>
    string Name { get; }

    /// <summary>Whether gradients could vanish or overflow, so that a <see cref="GradientScaler"/> belongs to it.</summary>
    bool NeedsScaling { get; }

    /// <summary>Why it cannot be had, as a sentence, or null when it can.</summary>
    /// <param name="device">Where the network runs.</param>
    /// <param name="processor">What the processor can do.</param>
    string? Obstacle(torch.Device device, ProcessorFeatures processor);

    /// <summary>
    /// Enter it for the forward pass, and leave it (dispose) before the backward pass, which runs in the types of the
    /// forward pass by itself. It belongs to the calling thread.
    /// </summary>
    /// <param name="device">Where the network runs.</param>
    IDisposable Enter(torch.Device device);
}
