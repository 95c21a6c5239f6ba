using TorchSharp;

namespace ReId.Model.Training.Optimisation;

/// <summary>What an optimiser remembers of one parameter: how often it moved, and tensors of its shape by name.</summary>
public sealed class ParameterMemory : IDisposable
{
    /// <summary>The name under which the count of steps is saved.</summary>
    internal const string StepName = "step";

    private readonly OrderedDictionary<string, torch.Tensor> _tensors = [];
    private readonly torch.Tensor _saved = torch.zeros([], torch.ScalarType.Int64).DetachFromDisposeScope();

    /// <summary>Steps of this parameter; one that was frozen at first has fewer than the others.</summary>
    public long Step { get; internal set; }

    /// <summary>A tensor of the parameter's shape, type and device; made when it is first asked for.</summary>
    /// <param name="name">What is remembered, e.g. <c>momentum</c>.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="first">Value of every element when it is made.</param>
    public torch.Tensor Get(string name, torch.Tensor parameter, double first = 0)
    {
        if (!_tensors.TryGetValue(name, out var tensor))
        {
            _tensors[name] = tensor = torch.zeros_like(parameter).DetachFromDisposeScope();
            if (first != 0)
            {
                tensor.fill_(first);
            }
        }

        return tensor;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _tensors.Values)
        {
            tensor.Dispose();
        }

        _tensors.Clear();
        _saved.Dispose();
    }

    /// <summary>All of it by name; the tensors stay its own.</summary>
    internal IEnumerable<(string Name, torch.Tensor Tensor)> State()
    {
        _saved.fill_(Step);
        return _tensors.Select(entry => (entry.Key, entry.Value)).Append((StepName, _saved));
    }
}
