using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;

namespace ReId.Model.Backbones.OsNet;

/// <summary>A 3×3 convolution cut in two: 1×1 across the channels (linear), then 3×3 within each of them.</summary>
internal sealed class LightConv3x3 : NetworkModule
{
    private readonly ConvolutionLayer conv1;
    private readonly ConvolutionLayer conv2;
    private readonly BatchNormLayer bn;

    /// <param name="channels">Channels in and out.</param>
    public LightConv3x3(long channels)
        : base(nameof(LightConv3x3))
    {
        conv1 = new ConvolutionLayer(channels, channels, 1);
        conv2 = new ConvolutionLayer(channels, channels, 3, 1, 1, channels);
        bn = new BatchNormLayer(channels);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input) =>
        on.Relu(on.Call(bn, on.Call(conv2, on.Call(conv1, input))));
}
