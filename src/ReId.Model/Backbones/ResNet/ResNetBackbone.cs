using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Options;

namespace ReId.Model.Backbones.ResNet;

/// <summary>ResNet at one of its depths, plain or IBN-a.</summary>
internal sealed class ResNetBackbone(string name, ResNetDepth depth, bool ibn = false)
    : Backbone(name, [.. HeadSettings.Options(256, 128, null), HeadSettings.Pool, s_lastStride])
{
    private static readonly BackboneOption s_lastStride = BackboneOption.Choice(
        "last_stride", "stride of the last stage; 1 keeps twice the resolution", "2", "1");

    /// <inheritdoc/>
    protected override int Features => depth.Outputs(512);

    /// <inheritdoc/>
    protected override NetworkModule Build(BackboneSettings settings) =>
        new ResNetModule(depth, ibn, settings[s_lastStride.Name] == "1" ? 1 : 2, HeadSettings.Of(settings));
}
