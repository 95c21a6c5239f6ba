using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;
using ReId.Model.Backbones.Options;

namespace ReId.Model.Backbones.MobileNet;

/// <summary>
/// MobileNetV2 as torchreid has it, with its key names: one 1×1 convolution more than the paper, in the first block.
/// </summary>
internal sealed class TorchreidMobileNetV2Module : EmbeddingNetwork
{
    private readonly ConvReluSix conv1;
    private readonly Steps conv2;
    private readonly Steps conv3;
    private readonly Steps conv4;
    private readonly Steps conv5;
    private readonly Steps conv6;
    private readonly Steps conv7;
    private readonly Steps conv8;
    private readonly ConvReluSix conv9;

    /// <param name="width">Channels relative to the paper's.</param>
    /// <param name="head">What follows the last map.</param>
    public TorchreidMobileNetV2Module(double width, HeadSettings head)
        : base(nameof(TorchreidMobileNetV2Module))
    {
        var shapes = MobileNetStages.Shapes(width);
        var stages = shapes.Select(stage => new Steps(stage.Select(shape => new TorchreidInvertedResidual(shape)))).ToArray();
        conv1 = new ConvReluSix(3, MobileNetStages.Stem(width), 3, 2);
        (conv2, conv3, conv4, conv5) = (stages[0], stages[1], stages[2], stages[3]);
        (conv6, conv7, conv8) = (stages[4], stages[5], stages[6]);
        conv9 = new ConvReluSix(shapes[^1][^1].Outputs, MobileNetStages.Last(width), 1);
        RegisterComponents();
        AddHead(MobileNetStages.Last(width), head);
    }

    /// <inheritdoc/>
    protected override T Body<T>(INetworkOperations<T> on, T input) =>
        on.Chain(input, conv1, conv2, conv3, conv4, conv5, conv6, conv7, conv8, conv9);
}
