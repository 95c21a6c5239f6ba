using ReId.Model.Backbones;
using ReId.Model.Backbones.Graphs;
using TorchSharp;

namespace ReId.Benchmarks.Training;

/// <summary>The first weights of a training, for a peer to begin with the same ones.</summary>
internal static class TrainingStart
{
    /// <summary>Seed of the weights on both sides.</summary>
    public const int Seed = 1;

    /// <summary>
    /// Writes the description of a network (.json) and its weights (.f32: raw float32, weight then bias of each node that
    /// has some, in the order of the nodes, shared ones once). Normalisations begin with scale 1 and shift 0.
    /// </summary>
    /// <param name="architecture">Name of the backbone.</param>
    /// <param name="file">Path without an ending.</param>
    public static void Write(string architecture, string file)
    {
        var backbone = BackboneCatalog.Get(architecture);
        File.WriteAllText(file + ".json", GraphDescription.Write(backbone));
        torch.manual_seed(Seed);
        using var module = (NetworkModule)backbone.Create();
        using var graph = NetworkGraph.Trace(module, backbone.InputHeight, backbone.InputWidth);
        using var stream = File.Create(file + ".f32");
        var written = new HashSet<torch.Tensor>(ReferenceEqualityComparer.Instance);
        foreach (var node in graph.Nodes.OfType<WeightedNode>().Where(node => written.Add(node.Weight)))
        {
            foreach (var tensor in new[] { node.Weight, node.Bias }.OfType<torch.Tensor>())
            {
                stream.Write(TensorConversion.FromTorch(node.GetType().Name, tensor).Data.Span);
            }
        }
    }
}
