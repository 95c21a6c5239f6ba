using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;

namespace ReId.Model.Backbones.MobileNet;

/// <summary>Convolution, batch normalisation and ReLU up to 6; keys <c>conv</c> and <c>bn</c>, as torchreid has them.</summary>
internal sealed class ConvReluSix : NetworkModule
{
    private readonly ConvolutionLayer conv;
    private readonly BatchNormLayer bn;

    /// <param name="inputs">Channels in.</param>
    /// <param name="outputs">Channels out.</param>
    /// <param name="kernel">Edge of the kernel; the padding keeps the size.</param>
    /// <param name="stride">Step of the kernel.</param>
    /// <param name="groups">Groups of channels.</param>
    public ConvReluSix(long inputs, long outputs, long kernel, long stride = 1, long groups = 1)
        : base(nameof(ConvReluSix))
    {
        conv = new ConvolutionLayer(inputs, outputs, kernel, stride, kernel / 2, groups);
        bn = new BatchNormLayer(outputs);
        RegisterComponents();
    }

    /// <summary>The same with torchvision's keys: <c>0</c> and <c>1</c>.</summary>
    public static Steps Numbered(long inputs, long outputs, long kernel, long stride = 1, long groups = 1) => new(
        new ConvolutionLayer(inputs, outputs, kernel, stride, kernel / 2, groups), new BatchNormLayer(outputs), new ReluSixLayer());

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input) => on.ReluSix(on.Chain(input, conv, bn));

    private sealed class ReluSixLayer() : NetworkModule(nameof(ReluSixLayer))
    {
        public override T Run<T>(INetworkOperations<T> on, T input) => on.ReluSix(input);
    }
}
