using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;

namespace ReId.Model.Backbones.OsNet;

/// <summary>Residual block of four streams with receptive fields of 3, 5, 7 and 9 pixels, fused by a shared gate.</summary>
internal sealed class OsBlock : NetworkModule
{
    private const long Reduction = 4;

    private readonly ConvLayer conv1;
    private readonly LightConv3x3 conv2a;
    private readonly Steps conv2b;
    private readonly Steps conv2c;
    private readonly Steps conv2d;
    private readonly ChannelGate gate;
    private readonly ConvLayer conv3;
    private readonly ConvLayer? downsample;
    private readonly InstanceNormLayer? IN;

    /// <param name="inputs">Channels in.</param>
    /// <param name="outputs">Channels out.</param>
    /// <param name="instanceNorm">Whether an instance normalisation follows the sum (OSNet-IBN).</param>
    public OsBlock(long inputs, long outputs, bool instanceNorm = false)
        : base(nameof(OsBlock))
    {
        var middle = outputs / Reduction;
        conv1 = new ConvLayer(inputs, middle, 1);
        conv2a = new LightConv3x3(middle);
        (conv2b, conv2c, conv2d) = (Stream(2), Stream(3), Stream(4));
        gate = new ChannelGate(middle);
        conv3 = new ConvLayer(middle, outputs, 1, linear: true);
        downsample = inputs == outputs ? null : new ConvLayer(inputs, outputs, 1, linear: true);
        IN = instanceNorm ? new InstanceNormLayer(outputs) : null;
        RegisterComponents();

        Steps Stream(int length) => new(Enumerable.Range(0, length).Select(_ => new LightConv3x3(middle)));
    }

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input)
    {
        var reduced = on.Call(conv1, input);
        var fused = on.Call(gate, on.Call(conv2a, reduced));
        foreach (var stream in (NetworkModule[])[conv2b, conv2c, conv2d])
        {
            fused = on.Add(fused, on.Call(gate, on.Call(stream, reduced)));
        }

        var identity = downsample is null ? input : on.Call(downsample, input);
        var sum = on.Add(on.Call(conv3, fused), identity);
        return on.Relu(IN is null ? sum : on.Call(IN, sum));
    }
}
