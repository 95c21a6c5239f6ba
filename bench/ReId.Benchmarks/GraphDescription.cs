using System.Text.Json;
using ReId.Model.Backbones;
using ReId.Model.Backbones.Graphs;
using TorchSharp;

namespace ReId.Benchmarks;

/// <summary>
/// A backbone's graph as JSON, before folding, so that a peer can run the same network in its own framework
/// (peers/eager.py). Weights are not in it: the time does not depend on their values.
/// </summary>
internal static class GraphDescription
{
    public static string Write(IBackbone backbone)
    {
        using var module = (NetworkModule)backbone.Create();
        using var graph = NetworkGraph.Trace(module, backbone.InputHeight, backbone.InputWidth);
        var numbers = graph.Nodes.Select((node, index) => (node, index))
            .ToDictionary(pair => pair.node, pair => pair.index, (IEqualityComparer<GraphNode>)ReferenceEqualityComparer.Instance);
        var weights = new Dictionary<torch.Tensor, int>(ReferenceEqualityComparer.Instance);
        return JsonSerializer.Serialize(new
        {
            height = backbone.InputHeight,
            width = backbone.InputWidth,
            nodes = graph.Nodes.Select(node => new Dictionary<string, object>(Attributes(node))
            {
                ["op"] = node.GetType().Name[..^"Node".Length],
                ["inputs"] = node.Inputs.Select(input => numbers[input]),
                ["channels"] = node.Shape.Channels,
                // Nodes that share a weight name the same one.
                ["weight"] = node is WeightedNode weighted ? Number(weighted.Weight) : -1,
            }),
        });

        int Number(torch.Tensor weight)
        {
            weights.TryAdd(weight, weights.Count);
            return weights[weight];
        }
    }

    private static Dictionary<string, object> Attributes(GraphNode node) => node switch
    {
        ConvolutionNode n => new()
        {
            ["shape"] = n.Weight.shape,
            ["bias"] = n.Bias is not null,
            ["stride"] = n.Stride,
            ["padding"] = n.Padding,
            ["groups"] = n.Groups,
        },
        LinearNode n => new() { ["shape"] = n.Weight.shape, ["bias"] = n.Bias is not null },
        PaddedWindowNode n => new() { ["kernel"] = n.Kernel, ["stride"] = n.Stride, ["padding"] = n.Padding },
        WindowNode n => new() { ["kernel"] = n.Kernel, ["stride"] = n.Stride, ["padding"] = 0L },
        LocalResponseNormNode n => new() { ["size"] = n.Size, ["alpha"] = n.Alpha, ["beta"] = n.Beta, ["k"] = n.K },
        ChannelsNode n => new() { ["start"] = n.Start },
        _ => [],
    };
}
