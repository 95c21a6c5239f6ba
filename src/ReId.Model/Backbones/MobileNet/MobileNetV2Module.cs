using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;
using ReId.Model.Backbones.Options;

namespace ReId.Model.Backbones.MobileNet;

/// <summary>
/// MobileNetV2 (Sandler, Howard, Zhu, Zhmoginov and Chen, "MobileNetV2: Inverted Residuals and Linear Bottlenecks",
/// CVPR 2018) with torchvision's key names, up to the feature vector.
/// </summary>
internal sealed class MobileNetV2Module : EmbeddingNetwork
{
    private readonly Steps features;

    /// <param name="head">What follows the last map.</param>
    public MobileNetV2Module(HeadSettings head)
        : base(nameof(MobileNetV2Module))
    {
        var stages = MobileNetStages.Shapes(1);
        features = new Steps(
        [
            ConvReluSix.Numbered(3, MobileNetStages.Stem(1), 3, 2),
            .. stages.SelectMany(stage => stage).Select(shape => new InvertedResidual(shape)),
            ConvReluSix.Numbered(stages[^1][^1].Outputs, MobileNetStages.Last(1), 1),
        ]);
        RegisterComponents();
        AddHead(MobileNetStages.Last(1), head);
    }

    /// <inheritdoc/>
    protected override T Body<T>(INetworkOperations<T> on, T input) => on.Call(features, input);
}
