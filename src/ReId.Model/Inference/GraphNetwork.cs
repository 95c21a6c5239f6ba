using ReId.Model.Backbones.Graphs;
using static TorchSharp.torch;

namespace ReId.Model.Inference;

/// <summary>
/// A folded graph as libtorch runs it fastest: packed convolutions with their activation, values overwritten where
/// nobody else reads them, gates that share weights in one call. See docs/decisions/0011-inference-graph.md.
/// </summary>
internal sealed class GraphNetwork : IInferenceNetwork
{
    private readonly IReadOnlyList<GraphStep> _steps;
    private readonly IReadOnlyList<IDisposable> _owned;
    private readonly int _slots;

    /// <summary>Prepares a graph.</summary>
    /// <param name="graph">A folded graph; neither kept nor disposed.</param>
    /// <param name="device">Where it will run.</param>
    public GraphNetwork(NetworkGraph graph, Device device)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var compiler = new GraphCompiler(graph, device);
        _steps = compiler.Compile();
        _owned = compiler.Owned;
        _slots = graph.Nodes.Count;
    }

    /// <inheritdoc/>
    public Tensor Forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var values = new Tensor[_slots];
        values[0] = input;
        foreach (var step in _steps)
        {
            using (var inner = NewDisposeScope())
            {
                var value = step.Run(values);
                values[step.Output] = inner.Contains(value) ? inner.MoveToOuter(value) : value;
            }

            // A batch of maps is large: each goes as soon as its last reader is done.
            foreach (var dead in step.LastReadOf)
            {
                values[dead].Dispose();
            }
        }

        return values[_steps[^1].Output].MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in _owned)
        {
            part.Dispose();
        }
    }
}
