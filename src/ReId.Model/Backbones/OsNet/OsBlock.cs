using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReId.Model.Backbones.OsNet;

/// <summary>Residual block of four streams with receptive fields of 3, 5, 7 and 9 pixels, fused by a shared gate.</summary>
internal sealed class OsBlock : nn.Module<Tensor, Tensor>
{
    private const long Reduction = 4;

    private readonly ConvLayer conv1;
    private readonly LightConv3x3 conv2a;
    private readonly Sequential conv2b;
    private readonly Sequential conv2c;
    private readonly Sequential conv2d;
    private readonly ChannelGate gate;
    private readonly ConvLayer conv3;
    private readonly ConvLayer? downsample;

    public OsBlock(long inputs, long outputs)
        : base(nameof(OsBlock))
    {
        Middle = outputs / Reduction;
        conv1 = new ConvLayer(inputs, Middle, 1);
        conv2a = new LightConv3x3(Middle);
        (conv2b, conv2c, conv2d) = (Stream(2), Stream(3), Stream(4));
        gate = new ChannelGate(Middle);
        conv3 = new ConvLayer(Middle, outputs, 1, linear: true);
        downsample = inputs == outputs ? null : new ConvLayer(inputs, outputs, 1, linear: true);
        RegisterComponents();

        Sequential Stream(int length) =>
            nn.Sequential(Enumerable.Range(0, length).Select(_ => new LightConv3x3(Middle)).ToArray<nn.Module<Tensor, Tensor>>());
    }

    public long Middle { get; }

    public ConvLayer Reduce => conv1;

    /// <summary>The four streams, shortest first, each as its layers.</summary>
    public IReadOnlyList<IReadOnlyList<LightConv3x3>> Streams =>
        [[conv2a], Layers(conv2b), Layers(conv2c), Layers(conv2d)];

    public ChannelGate Gate => gate;

    public ConvLayer Expand => conv3;

    public ConvLayer? Shortcut => downsample;

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var reduced = conv1.call(input);
        var fused = gate.call(conv2a.call(reduced)) + gate.call(conv2b.call(reduced))
            + gate.call(conv2c.call(reduced)) + gate.call(conv2d.call(reduced));
        var identity = downsample is null ? input : downsample.call(input);
        return (conv3.call(fused) + identity).relu_().MoveToOuterDisposeScope();
    }

    private static LightConv3x3[] Layers(Sequential stream) => [.. stream.children().Cast<LightConv3x3>()];
}
