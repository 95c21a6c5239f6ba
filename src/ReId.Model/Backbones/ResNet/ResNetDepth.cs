using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;

namespace ReId.Model.Backbones.ResNet;

/// <summary>One of the depths of the ResNet paper.</summary>
/// <param name="Blocks">Blocks of the four stages.</param>
/// <param name="Bottleneck">Whether blocks have three convolutions instead of two.</param>
internal sealed record ResNetDepth(IReadOnlyList<int> Blocks, bool Bottleneck)
{
    public static ResNetDepth D18 { get; } = new([2, 2, 2, 2], false);

    public static ResNetDepth D34 { get; } = new([3, 4, 6, 3], false);

    public static ResNetDepth D50 { get; } = new([3, 4, 6, 3], true);

    public static ResNetDepth D101 { get; } = new([3, 4, 23, 3], true);

    /// <summary>Channels that a block of some width gives.</summary>
    public int Outputs(int width) => Bottleneck ? width * BottleneckBlock.Expansion : width;

    /// <summary>The blocks of one stage; the first has the stride.</summary>
    public Steps Stage(int stage, int inputs, int width, int stride, bool ibn) =>
        new(Enumerable.Range(0, Blocks[stage]).Select(i => i == 0
            ? Block(new BlockShape(inputs, width, stride, ibn))
            : Block(new BlockShape(Outputs(width), width, 1, ibn))));

    private NetworkModule Block(BlockShape shape) => Bottleneck ? new BottleneckBlock(shape) : new BasicBlock(shape);
}
