using static TorchSharp.torch;

namespace ReId.Model.Backbones.Graphs;

/// <summary>
/// A network as the flat list of its operations, for one input size and any batch. Made by <see cref="Trace"/> from the
/// network's only description; inference form, multiply-adds and export are derived from it.
/// </summary>
internal sealed class NetworkGraph : IDisposable
{
    private readonly IReadOnlyList<Tensor> _owned;

    /// <summary>Puts a graph together.</summary>
    /// <param name="nodes">Every node after those that it reads: the input first, the output last.</param>
    /// <param name="owned">Tensors that go when the graph goes.</param>
    public NetworkGraph(IReadOnlyList<GraphNode> nodes, IReadOnlyList<Tensor> owned) => (Nodes, _owned) = (nodes, owned);

    /// <summary>Every node after those that it reads.</summary>
    public IReadOnlyList<GraphNode> Nodes { get; }

    /// <summary>The picture.</summary>
    public InputNode Input => (InputNode)Nodes[0];

    /// <summary>The feature vector.</summary>
    public GraphNode Output => Nodes[^1];

    /// <summary>Multiply-adds of the convolutions and linear layers for one picture.</summary>
    public long MultiplyAdds => Nodes.Sum(node => node.MultiplyAdds);

    /// <summary>Writes down what a network computes in evaluation mode.</summary>
    /// <param name="network">The network; the graph's tensors are its parameters, not copies, and it must live as long.</param>
    /// <param name="height">Rows of the input, pixels.</param>
    /// <param name="width">Columns of the input, pixels.</param>
    /// <exception cref="ReId.Contracts.ReIdException">The input is too small for the network.</exception>
    public static NetworkGraph Trace(NetworkModule network, int height, int width) =>
        new GraphTracer(network).Trace(new FeatureShape(3, height, width));

    /// <summary>
    /// The same function without batch normalisations: multiplied into the convolution or linear layer before them, or
    /// left as a <see cref="ScaleShiftNode"/>. It holds copies of all weights, on the CPU, and owns them.
    /// </summary>
    public NetworkGraph Fold() => new GraphFolding(this).Fold();

    /// <summary>How many nodes read each node's value.</summary>
    public IReadOnlyDictionary<GraphNode, int> Readers() =>
        Nodes.SelectMany(node => node.Inputs).CountBy(node => node).ToDictionary();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _owned)
        {
            tensor.Dispose();
        }
    }
}
