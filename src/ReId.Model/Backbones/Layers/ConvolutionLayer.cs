using ReId.Model.Backbones.Graphs;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReId.Model.Backbones.Layers;

// In this folder, as in those of the networks, the names of fields are the keys of the state dict (RegisterComponents
// reads them, in the order of their declaration), so that published checkpoints fit: do not rename, do not reorder.
// TorchSharp's own layers do not tell their stride or padding, which a description needs.

/// <summary>A convolution with a square kernel over N×C×H×W.</summary>
internal sealed class ConvolutionLayer : NetworkModule, IDrawn
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
        weight = Parameters.Empty(outputs, inputs / groups, kernel, kernel);
        bias = hasBias ? Parameters.Empty(outputs) : null;
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
    public void Draw()
    {
        // He et al. 2015. By fan-out ResNet, OSNet and MobileNetV2 were trained; where no batch normalisation follows,
        // fan-in keeps the size of the activations.
        var units = bias is null ? Outputs / Groups : weight.shape[1];
        Parameters.Normal(weight, Math.Sqrt(2.0 / (units * Kernel * Kernel)));
        if (bias is not null)
        {
            Parameters.Fill(bias, 0);
        }
    }

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input) => on.Convolution(input, this);
}
