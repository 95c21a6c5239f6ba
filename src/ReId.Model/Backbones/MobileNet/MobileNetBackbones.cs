using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Options;

namespace ReId.Model.Backbones.MobileNet;

/// <summary>MobileNetV2 of the paper and of torchvision.</summary>
internal sealed class MobileNetV2Backbone() : Backbone("mobilenet_v2", [.. HeadSettings.Options(256, 128, null), HeadSettings.Pool])
{
    /// <inheritdoc/>
    protected override int Features => MobileNetStages.Last(1);

    /// <inheritdoc/>
    protected override NetworkModule Build(BackboneSettings settings) => new MobileNetV2Module(HeadSettings.Of(settings));
}

/// <summary>MobileNetV2 of torchreid at one of its widths.</summary>
internal sealed class TorchreidMobileNetV2Backbone(string name, double width)
    : Backbone(name, [.. HeadSettings.Options(256, 128, null), HeadSettings.Pool])
{
    /// <inheritdoc/>
    protected override int Features => MobileNetStages.Last(width);

    /// <inheritdoc/>
    protected override NetworkModule Build(BackboneSettings settings) =>
        new TorchreidMobileNetV2Module(width, HeadSettings.Of(settings));
}
