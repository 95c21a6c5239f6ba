using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Options;

namespace ReId.Model.Backbones.OsNet;

/// <summary>OSNet-AIN at one of OSNet's widths.</summary>
internal sealed class OsNetAinBackbone(string name, OsNetWidth width)
    : Backbone(name, [.. HeadSettings.Options(256, 128, 512), HeadSettings.Pool])
{
    /// <inheritdoc/>
    protected override int Features => width.Channels[^1];

    /// <inheritdoc/>
    protected override NetworkModule Build(BackboneSettings settings) =>
        new OsNetAinModule(width.Channels, HeadSettings.Of(settings));
}
