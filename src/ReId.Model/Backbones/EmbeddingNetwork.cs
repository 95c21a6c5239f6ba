using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;
using ReId.Model.Backbones.Options;
using static TorchSharp.torch;

namespace ReId.Model.Backbones;

/// <summary>
/// A whole network: the body of its kind, then the common head — pooling (<c>global_avgpool</c>), embedding (<c>fc</c>),
/// neck (<c>bottleneck</c>), L2 normalisation; the names are torchreid's and those of the BNNeck's authors.
/// </summary>
internal abstract class EmbeddingNetwork(string name) : NetworkModule(name)
{
    private HeadSettings? _head;
    private NetworkModule? _pool;
    private Steps? _embedding;
    private BatchNormLayer? _neck;

    /// <summary>
    /// Features before and after the neck (the same without one): a metric loss works on the first, an identity loss on
    /// the second.
    /// </summary>
    /// <param name="input">N×3×H×W.</param>
    public (Tensor Before, Tensor After) Features(Tensor input)
    {
        using var scope = NewDisposeScope();
        var on = EagerOperations.Instance;
        var before = Embed(on, Body(on, input));
        var after = _neck is null ? before : on.Call(_neck, before);
        return (scope.MoveToOuter(before), scope.Contains(after) ? scope.MoveToOuter(after) : after);
    }

    /// <inheritdoc/>
    public sealed override T Run<T>(INetworkOperations<T> on, T input)
    {
        var feature = Embed(on, Body(on, input));
        if (_neck is not null && !_head!.BeforeNeck)
        {
            feature = on.Call(_neck, feature);
        }

        return _head!.Normalise ? on.L2Normalise(feature) : feature;
    }

    /// <summary>The last map N×C×H×W, or a vector N×D.</summary>
    protected abstract T Body<T>(INetworkOperations<T> on, T input);

    /// <summary>Adds the head; the last call of a constructor, because the order of parts is the order of the state.</summary>
    /// <param name="features">Channels or components of what the body gives.</param>
    /// <param name="head">What follows.</param>
    /// <param name="pooled">Whether the body gives a map.</param>
    protected void AddHead(int features, HeadSettings head, bool pooled = true)
    {
        _head = head;
        if (pooled)
        {
            _pool = head.GeneralisedMean ? new GeneralisedMeanLayer() : new GlobalAverageLayer();
            register_module("global_avgpool", _pool);
        }

        if (head.Dimension is { } dimension)
        {
            NetworkModule linear = new LinearLayer(features, dimension);
            _embedding = head.Activated ? new Steps(linear, new BatchNormLayer(dimension), new ReluLayer()) : new Steps(linear);
            register_module("fc", _embedding);
        }

        if (head.Neck)
        {
            _neck = new BatchNormLayer(head.Dimension ?? features);
            _neck.FreezeShift();
            register_module("bottleneck", _neck);
        }
    }

    private T Embed<T>(INetworkOperations<T> on, T body)
    {
        var feature = _pool is null ? body : on.Flatten(on.Call(_pool, body));
        return _embedding is null ? feature : on.Call(_embedding, feature);
    }
}
