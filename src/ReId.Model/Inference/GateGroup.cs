using ReId.Model.Backbones.Graphs;

namespace ReId.Model.Inference;

/// <summary>
/// Σ xᵢ · sigmoid(E · relu(S · mean(xᵢ))) over several maps with the same S and E: OSNet's fusion of scales. The gates of
/// all maps are computed in one call.
/// </summary>
/// <param name="Maps">The maps xᵢ.</param>
/// <param name="Squeeze">S, a 1×1 convolution.</param>
/// <param name="Excite">E, a 1×1 convolution.</param>
/// <param name="Absorbed">The nodes that the group stands for, without the sum itself.</param>
internal sealed record GateGroup(
    IReadOnlyList<GraphNode> Maps, ConvolutionNode Squeeze, ConvolutionNode Excite, IReadOnlyList<GraphNode> Absorbed)
{
    /// <summary>The group that ends in a sum, or null when it is another sum.</summary>
    /// <param name="sum">The last addition.</param>
    /// <param name="readers">How many nodes read each value.</param>
    public static GateGroup? Match(AddNode sum, IReadOnlyDictionary<GraphNode, int> readers)
    {
        List<GraphNode> maps = [], absorbed = [];
        var (first, rest) = (default(Gate), (GraphNode)sum);
        while (rest is AddNode { Inputs: [var left, var right] })
        {
            // A sum that something else reads as well must be computed by itself.
            if (readers[left] != 1 || !Take(right))
            {
                return null;
            }

            (absorbed, rest) = ([.. absorbed, left], left);
        }

        // The chain was walked from its end.
        return Take(rest) ? new GateGroup([.. Enumerable.Reverse(maps)], first!.Squeeze, first.Excite, absorbed) : null;

        bool Take(GraphNode node)
        {
            if (Gate.Of(node, readers) is not { } gate || !(first ??= gate).SharesWeights(gate))
            {
                return false;
            }

            maps.Add(gate.Map);
            absorbed.AddRange(gate.Nodes);
            return true;
        }
    }

    private sealed record Gate(GraphNode Map, ConvolutionNode Squeeze, ConvolutionNode Excite, IReadOnlyList<GraphNode> Nodes)
    {
        public static Gate? Of(GraphNode node, IReadOnlyDictionary<GraphNode, int> readers) =>
            node is MultiplyNode { Inputs: [var map, SigmoidNode sigmoid] }
            && sigmoid.Input is ConvolutionNode { Kernel: 1, Groups: 1, Bias: not null } excite
            && excite.Input is ReluNode relu
            && relu.Input is ConvolutionNode { Kernel: 1, Groups: 1, Bias: not null } squeeze
            && squeeze.Input is GlobalAverageNode mean
            && ReferenceEquals(mean.Input, map)
            && ((GraphNode[])[node, sigmoid, excite, relu, squeeze, mean]) is var nodes
            && nodes.All(n => readers[n] == 1)
                ? new Gate(map, squeeze, excite, nodes)
                : null;

        public bool SharesWeights(Gate other) =>
            ReferenceEquals(Squeeze.Weight, other.Squeeze.Weight) && ReferenceEquals(Excite.Weight, other.Excite.Weight);
    }
}
