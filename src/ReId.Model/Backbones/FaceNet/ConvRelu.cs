using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;

namespace ReId.Model.Backbones.FaceNet;

/// <summary>Convolution with a bias, then ReLU; the padding keeps the size. The paper is older than batch normalisation.</summary>
internal sealed class ConvRelu : NetworkModule
{
    private readonly ConvolutionLayer conv;

    /// <param name="inputs">Channels in.</param>
    /// <param name="outputs">Channels out.</param>
    /// <param name="kernel">Edge of the kernel.</param>
    /// <param name="stride">Step of the kernel.</param>
    public ConvRelu(long inputs, long outputs, long kernel, long stride = 1)
        : base(nameof(ConvRelu))
    {
        conv = new ConvolutionLayer(inputs, outputs, kernel, stride, kernel / 2, 1, true);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input) => on.Relu(on.Call(conv, input));
}
