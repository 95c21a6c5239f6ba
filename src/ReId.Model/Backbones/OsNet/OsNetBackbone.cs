using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Options;

namespace ReId.Model.Backbones.OsNet;

/// <summary>OSNet at one of its widths, or OSNet-IBN.</summary>
internal sealed class OsNetBackbone(string name, OsNetWidth width, bool instanceNorm = false)
    : Backbone(name, [.. HeadSettings.Options(256, 128, 512), HeadSettings.Pool])
{
    /// <inheritdoc/>
    protected override int Features => width.Channels[^1];

    /// <inheritdoc/>
    protected override NetworkModule Build(BackboneSettings settings) =>
        new OsNetModule(width.Channels, instanceNorm, HeadSettings.Of(settings));
}
