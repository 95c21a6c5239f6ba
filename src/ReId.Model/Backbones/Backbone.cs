using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;
using ReId.Model.Backbones.Options;
using static TorchSharp.torch;

namespace ReId.Model.Backbones;

/// <summary>What the backbones have in common: a name, options, and a network of a body and the common head.</summary>
internal abstract class Backbone : IBackbone
{
    private BackboneSettings _settings;

    /// <param name="name">Name in configuration.</param>
    /// <param name="options">What can be chosen; those of <see cref="HeadSettings.Options"/> first.</param>
    protected Backbone(string name, params IReadOnlyList<BackboneOption> options)
    {
        Name = name;
        _settings = new BackboneSettings(name, options);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Dimension => Head.Dimension ?? Features;

    /// <inheritdoc/>
    public int InputHeight => _settings.Size("input").Height;

    /// <inheritdoc/>
    public int InputWidth => _settings.Size("input").Width;

    /// <inheritdoc/>
    public virtual IReadOnlyList<float> Mean => ImageNet.Mean;

    /// <inheritdoc/>
    public virtual IReadOnlyList<float> Std => ImageNet.Std;

    /// <inheritdoc/>
    public IReadOnlyList<BackboneOption> Options => _settings.Options;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Chosen => _settings.Chosen;

    /// <summary>Channels of the body's last map, or components of its vector.</summary>
    protected abstract int Features { get; }

    /// <summary>What follows the body.</summary>
    protected HeadSettings Head => HeadSettings.Of(_settings);

    /// <inheritdoc/>
    public IBackbone Configure(IReadOnlyDictionary<string, string> options)
    {
        var configured = (Backbone)MemberwiseClone();
        configured._settings = _settings.With(options);
        _ = configured.Head;
        return configured;
    }

    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Create(bool draw = true)
    {
        var network = Build(_settings);
        if (draw)
        {
            foreach (var part in network.modules().OfType<IDrawn>())
            {
                part.Draw();
            }
        }

        return network;
    }

    /// <summary>Builds the network without values.</summary>
    protected abstract NetworkModule Build(BackboneSettings settings);
}
