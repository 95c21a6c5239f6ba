using ReId.Model.Inference;
using static TorchSharp.torch;

namespace ReId.Model.Backbones.Graphs;

/// <summary>Rewrites a graph without batch normalisations; see <see cref="NetworkGraph.Fold"/>.</summary>
internal sealed class GraphFolding(NetworkGraph graph)
{
    private readonly IReadOnlyDictionary<GraphNode, int> _readers = graph.Readers();
    private readonly Dictionary<GraphNode, GraphNode> _rewritten = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Tensor, Tensor> _copies = new(ReferenceEqualityComparer.Instance);
    private readonly List<GraphNode> _nodes = [];
    private readonly List<Tensor> _owned = [];

    public NetworkGraph Fold()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var absorbed = graph.Nodes.OfType<BatchNormNode>().Where(CanFold).Select(node => node.Input).ToHashSet();
        foreach (var node in graph.Nodes.Where(node => !absorbed.Contains(node)))
        {
            var rewritten = Rewrite(node);
            _rewritten[node] = rewritten;
            _nodes.Add(rewritten);
        }

        return new NetworkGraph(_nodes, _owned);
    }

    private bool CanFold(BatchNormNode node) => node.Input is WeightedNode && _readers[node.Input] == 1;

    private GraphNode Rewrite(GraphNode node) => node switch
    {
        BatchNormNode norm when CanFold(norm) => Folded((WeightedNode)norm.Input, norm),
        BatchNormNode norm => ScaleShift(norm),
        WeightedNode weighted => weighted with
        {
            Inputs = Inputs(node),
            Weight = Copy(weighted.Weight),
            Bias = weighted.Bias is { } bias ? Copy(bias) : null,
        },
        InstanceNormNode norm => norm with { Inputs = Inputs(node), Scale = Copy(norm.Scale), Shift = Copy(norm.Shift) },
        GeneralisedMeanNode mean => mean with { Inputs = Inputs(node), Power = Copy(mean.Power) },
        _ => node with { Inputs = Inputs(node) },
    };

    private GraphNode[] Inputs(GraphNode node) => [.. node.Inputs.Select(input => _rewritten[input])];

    private WeightedNode Folded(WeightedNode weighted, BatchNormNode norm)
    {
        var (weight, bias) = FoldedWeights.Fold(weighted.Weight, weighted.Bias, Statistics(norm));
        return weighted with { Inputs = Inputs(weighted), Weight = Own(weight), Bias = Own(bias) };
    }

    private ScaleShiftNode ScaleShift(BatchNormNode norm)
    {
        // A weight of ones makes the same arithmetic give scale and shift alone.
        var ones = ones_like(norm.Scale);
        var (scale, shift) = FoldedWeights.Fold(ones, null, Statistics(norm));
        return new ScaleShiftNode
        {
            Name = norm.Name,
            Shape = norm.Shape,
            Inputs = Inputs(norm),
            Scale = Own(scale),
            Shift = Own(shift),
        };
    }

    private static Normalisation Statistics(BatchNormNode norm) =>
        new(norm.Scale, norm.Shift, norm.Mean, norm.Variance, norm.Epsilon);

    // Shared weights stay shared: the inference form looks for them.
    private Tensor Copy(Tensor tensor) =>
        _copies.TryGetValue(tensor, out var copy) ? copy : _copies[tensor] = Own(FoldedWeights.Own(tensor));

    private Tensor Own(Tensor tensor)
    {
        _owned.Add(tensor);
        return tensor;
    }
}
