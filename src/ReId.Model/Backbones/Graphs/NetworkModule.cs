using static TorchSharp.torch;

namespace ReId.Model.Backbones.Graphs;

/// <summary>
/// A part of a network: its fields are the keys of the state dict, <see cref="Run"/> says once what it computes, for
/// training, inference and export alike. See docs/decisions/0012-one-description.md.
/// </summary>
internal abstract class NetworkModule(string name) : nn.Module<Tensor, Tensor>(name)
{
    /// <summary>What this part computes.</summary>
    /// <param name="on">Computes, or writes down.</param>
    /// <param name="input">A value that this part may read any number of times.</param>
    public abstract T Run<T>(INetworkOperations<T> on, T input);

    /// <inheritdoc/>
    public sealed override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var output = Run(EagerOperations.Instance, input);

        // What was computed in place belongs to the scope of the input already.
        return scope.Contains(output) ? scope.MoveToOuter(output) : output;
    }
}
