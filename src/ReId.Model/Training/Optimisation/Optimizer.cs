using ReId.Contracts;
using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Training.Optimisation;

/// <summary>
/// What optimisers share: the loop over parameters, and memory that is saved and restored by name. As in PyTorch each
/// parameter counts its own steps, so that one that was frozen at first starts like a new one.
/// </summary>
public abstract class Optimizer : IOptimizer
{
    private readonly Dictionary<string, Parameter> _parameters = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, ParameterMemory> _memory = new(StringComparer.Ordinal);

    /// <summary>Makes it.</summary>
    /// <param name="name">Name in recipes.</param>
    /// <param name="groups">What is changed.</param>
    /// <exception cref="ReIdException">Two parameters have one name.</exception>
    protected Optimizer(string name, IReadOnlyList<ParameterGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        (Name, Groups) = (name, groups);
        foreach (var (parameterName, parameter) in groups.SelectMany(group => group.Parameters))
        {
            if (!_parameters.TryAdd(parameterName, parameter))
            {
                throw new ReIdException($"The optimiser got two parameters named '{parameterName}': each may stand in one group only.");
            }
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> Groups { get; }

    /// <summary>Names of the tensors that it remembers for a parameter.</summary>
    protected abstract IReadOnlyList<string> Remembered { get; }

    /// <inheritdoc/>
    public void Step()
    {
        using var noGrad = torch.no_grad();
        foreach (var group in Groups)
        {
            foreach (var (parameterName, parameter) in group.Parameters)
            {
                using var scope = torch.NewDisposeScope();
                if (Gradients.Of(parameter) is { } gradient)
                {
                    var memory = MemoryOf(parameterName);
                    memory.Step++;
                    Update(parameter, gradient, group, memory);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void ZeroGradient()
    {
        foreach (var parameter in _parameters.Values)
        {
            Gradients.Clear(parameter);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, torch.Tensor> State() => new OrderedDictionary<string, torch.Tensor>(
        _memory.SelectMany(owner => owner.Value.State().Select(one => KeyValuePair.Create($"{owner.Key}/{one.Name}", one.Tensor))));

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, torch.Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        // Nothing is changed before everything fits.
        var entries = state.Select(entry => (Place: Find(entry.Key, entry.Value), entry.Value)).ToArray();
        foreach (var owner in entries.Select(entry => entry.Place.Owner).Distinct())
        {
            if (Remembered.Append(ParameterMemory.StepName).FirstOrDefault(what => !state.ContainsKey($"{owner}/{what}")) is { } missing)
            {
                throw new ReIdException($"The optimiser's state does not fit: '{owner}/{missing}' is missing.");
            }
        }

        Forget();
        using var noGrad = torch.no_grad();
        foreach (var ((owner, what), stored) in entries)
        {
            var memory = MemoryOf(owner);
            if (what == ParameterMemory.StepName)
            {
                memory.Step = stored.item<long>();
            }
            else
            {
                memory.Get(what, _parameters[owner]).copy_(stored);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Forget();
        GC.SuppressFinalize(this);
    }

    /// <summary>Changes one parameter; tensors made here are disposed by the caller.</summary>
    /// <param name="parameter">Changed in place.</param>
    /// <param name="gradient">Its gradient; not to be changed.</param>
    /// <param name="group">Rates.</param>
    /// <param name="memory">What is remembered of it; its step is that of this step, from 1.</param>
    protected abstract void Update(torch.Tensor parameter, torch.Tensor gradient, ParameterGroup group, ParameterMemory memory);

    private (string Owner, string What) Find(string key, torch.Tensor stored)
    {
        var owner = key[..Math.Max(0, key.LastIndexOf('/'))];
        var what = key[Math.Min(key.Length, owner.Length + 1)..];
        var known = _parameters.TryGetValue(owner, out var parameter) && (what == ParameterMemory.StepName
            ? stored.numel() == 1 && stored.dtype == torch.ScalarType.Int64
            : Remembered.Contains(what) && stored.shape.SequenceEqual(parameter.shape));
        return known
            ? (owner, what)
            : throw new ReIdException($"The optimiser's state does not fit: '{key}' belongs to no parameter of its shape.");
    }

    private ParameterMemory MemoryOf(string parameterName)
    {
        if (!_memory.TryGetValue(parameterName, out var memory))
        {
            _memory[parameterName] = memory = new ParameterMemory();
        }

        return memory;
    }

    private void Forget()
    {
        foreach (var memory in _memory.Values)
        {
            memory.Dispose();
        }

        _memory.Clear();
    }
}
