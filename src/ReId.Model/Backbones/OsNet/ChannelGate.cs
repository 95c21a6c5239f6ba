using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;

namespace ReId.Model.Backbones.OsNet;

/// <summary>
/// Weighs each channel by a small network that sees the channel means; the streams of a block share one gate, which is
/// how scales are fused dynamically.
/// </summary>
internal sealed class ChannelGate : NetworkModule
{
    private const long Reduction = 16;

    private readonly ConvolutionLayer fc1;
    private readonly ConvolutionLayer fc2;

    /// <param name="channels">Channels in and out.</param>
    public ChannelGate(long channels)
        : base(nameof(ChannelGate))
    {
        fc1 = new ConvolutionLayer(channels, channels / Reduction, 1, 1, 0, 1, true);
        fc2 = new ConvolutionLayer(channels / Reduction, channels, 1, 1, 0, 1, true);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input)
    {
        var hidden = on.Relu(on.Call(fc1, on.GlobalAverage(input)));
        return on.Multiply(input, on.Sigmoid(on.Call(fc2, hidden)));
    }
}
