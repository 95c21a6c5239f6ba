using ReId.Model.Backbones.Graphs;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReId.Model.Backbones.Layers;

// In this folder, as in those of the networks, the names of fields are the keys of the state dict (RegisterComponents
// reads them, in the order of their declaration), so that published checkpoints fit: do not rename, do not reorder.
// TorchSharp's own layers do not tell their stride or padding, which a description needs.

/// <summary>A convolution with a square kernel over N×C×H×W.</summary>
internal sealed class ConvolutionLayer : NetworkModule
{
    private readonly Parameter weight;
    private readonly Parameter? bias;

    /// <param name="inputs">Channels in.</param>
    /// <param name="outputs">Channels out.</param>
    /// <param name="kernel">Edge of the kernel.</param>
    /// <param name="stride">Step of the kernel.</param>
    /// <param name="padding">Zeros around the map.</param>
    /// <param name="groups">Groups of channels that do not see each other.</param>
    /// <param name="hasBias">Whether each output channel has a bias; a batch normalisation after it makes that useless.</param>
    public ConvolutionLayer(
        long inputs, long outputs, long kernel, long stride = 1, long padding = 0, long groups = 1, bool hasBias = false)
        : base(nameof(ConvolutionLayer))
    {
        (Outputs, Kernel, Stride, Padding, Groups) = (outputs, kernel, stride, padding, groups);

        // He et al. 2015, fan-out: what ResNet, OSNet and MobileNetV2 were trained from.
        weight = Draw.Normal(Math.Sqrt(2.0 / (outputs / groups * kernel * kernel)), outputs, inputs / groups, kernel, kernel);
        bias = hasBias ? Draw.Zeros(outputs) : null;
        RegisterComponents();
    }

    public Tensor Weight => weight;

    public Tensor? Bias => bias;

    public long Outputs { get; }

    public long Kernel { get; }

    public long Stride { get; }

    public long Padding { get; }

    public long Groups { get; }

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input) => on.Convolution(input, this);
}
