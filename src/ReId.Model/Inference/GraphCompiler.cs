using ReId.Model.Backbones.Graphs;
using static TorchSharp.torch;

namespace ReId.Model.Inference;

/// <summary>Chooses for each node of a folded graph how libtorch computes it.</summary>
internal sealed class GraphCompiler
{
    private readonly NetworkGraph _graph;
    private readonly NodeKernels _kernels;
    private readonly IReadOnlyDictionary<GraphNode, int> _readers;
    private readonly Dictionary<GraphNode, int> _slots = [];

    // A node that another one computes along is not computed by itself: its slot is the other's.
    private readonly HashSet<GraphNode> _absorbed = [];
    private readonly Dictionary<AddNode, GateGroup> _gates = [];
    private readonly List<(GraphNode Node, GraphNode[] Reads, Func<Tensor[], Tensor> Run, GraphNode? Overwrites)> _calls = [];

    public GraphCompiler(NetworkGraph graph, Device device)
    {
        _graph = graph;
        _kernels = new NodeKernels(device);
        _readers = graph.Readers();
        foreach (var (slot, node) in graph.Nodes.Index())
        {
            _slots[node] = slot;
        }
    }

    /// <summary>What the steps hold: weights on the device.</summary>
    public IReadOnlyList<IDisposable> Owned => _kernels.Owned;

    public IReadOnlyList<GraphStep> Compile()
    {
        FindGates();
        foreach (var node in _graph.Nodes.Where(node => node is not InputNode && !_absorbed.Contains(node)))
        {
            Add(node);
        }

        return WithLifetimes();
    }

    private void FindGates()
    {
        // From the end, so that the longest chain of sums is found first.
        foreach (var sum in _graph.Nodes.Reverse().OfType<AddNode>().Where(sum => !_absorbed.Contains(sum)))
        {
            if (GateGroup.Match(sum, _readers) is { } group)
            {
                _gates[sum] = group;
                _absorbed.UnionWith(group.Absorbed);
            }
        }
    }

    private void Add(GraphNode node)
    {
        switch (node)
        {
            case ConvolutionNode convolution:
                AddConvolution(convolution);
                break;
            case AddNode sum when _gates.TryGetValue(sum, out var group):
                var maps = Slots(group.Maps);
                var gates = _kernels.Gates(group);
                Call(node, group.Maps, values => gates([.. maps.Select(map => values[map])]));
                break;
            case AddNode { Inputs: [var left, var right] } when ReadHereOnly(left) || ReadHereOnly(right):
                var (target, other) = ReadHereOnly(left) ? (left, right) : (right, left);
                var (t, o) = (_slots[target], _slots[other]);
                Call(node, node.Inputs, values => values[t].add_(values[o]), target);
                break;
            case ReluNode or ReluSixNode when ReadHereOnly(node.Input):
                var (x, six) = (_slots[node.Input], node is ReluSixNode);
                Call(node, node.Inputs, values => six ? values[x].relu6_() : values[x].relu_(), node.Input);
                break;
            default:
                var inputs = Slots(node.Inputs);
                var kernel = _kernels.Of(node);
                Call(node, node.Inputs, values => kernel([.. inputs.Select(input => values[input])]));
                break;
        }
    }

    private void AddConvolution(ConvolutionNode node)
    {
        var relu = _readers.GetValueOrDefault(node) == 1
            ? _graph.Nodes.OfType<ReluNode>().FirstOrDefault(r => ReferenceEquals(r.Input, node))
            : null;
        var convolution = _kernels.Convolution(node, relu is not null);
        var input = _slots[node.Input];
        if (relu is not null)
        {
            _absorbed.Add(relu);
            _slots[relu] = _slots[node];
        }

        Call(node, node.Inputs, values => convolution.Run(values[input]));
    }

    private void Call(GraphNode node, IReadOnlyList<GraphNode> reads, Func<Tensor[], Tensor> run, GraphNode? overwrites = null) =>
        _calls.Add((node, [.. reads], run, overwrites));

    private int[] Slots(IReadOnlyList<GraphNode> nodes) => [.. nodes.Select(node => _slots[node])];

    // Views share their memory with another value, and the picture belongs to the caller.
    private bool ReadHereOnly(GraphNode node) =>
        _readers[node] == 1 && node is not (InputNode or ChannelsNode or FlattenNode);

    private List<GraphStep> WithLifetimes()
    {
        var steps = new List<GraphStep>();
        var last = new Dictionary<int, int>();
        foreach (var (i, call) in _calls.Index())
        {
            foreach (var slot in Slots(call.Reads))
            {
                last[slot] = i;
            }
        }

        foreach (var (i, call) in _calls.Index())
        {
            var dead = Slots(call.Reads).Distinct()
                .Where(slot => slot != 0 && last[slot] == i && (call.Overwrites is null || _slots[call.Overwrites] != slot));
            steps.Add(new GraphStep(_slots[call.Node], call.Run, [.. dead]));
        }

        return steps;
    }
}
