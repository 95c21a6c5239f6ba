using ReId.Contracts;
using TorchSharp;

namespace ReId.Model.Training.Optimisation;

/// <summary>What optimisers share: the loop over parameters, and memory that is saved and restored by name.</summary>
/// <param name="name">Name in recipes.</param>
/// <param name="groups">What is changed.</param>
public abstract class Optimizer(string name, IReadOnlyList<ParameterGroup> groups) : IOptimizer
{
    private const string StepsName = "steps";
    private readonly OrderedDictionary<string, torch.Tensor> _memory = [];
    private readonly torch.Tensor _steps = torch.zeros([1], torch.ScalarType.Int64).DetachFromDisposeScope();

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> Groups { get; } = groups;

    /// <inheritdoc/>
    public void Step()
    {
        using var noGrad = torch.no_grad();
        _steps.add_(1L);
        var step = _steps.item<long>();
        foreach (var group in Groups)
        {
            foreach (var (parameterName, parameter) in group.Parameters)
            {
                using var scope = torch.NewDisposeScope();
                if (parameter.requires_grad && parameter.grad() is { } gradient)
                {
                    Update(parameterName, parameter, gradient, group, step);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void ZeroGradient()
    {
        using var noGrad = torch.no_grad();
        foreach (var (_, parameter) in Groups.SelectMany(group => group.Parameters))
        {
            using var gradient = parameter.grad();
            gradient?.zero_();
        }
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, torch.Tensor> State() =>
        new OrderedDictionary<string, torch.Tensor>(_memory) { [StepsName] = _steps };

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, torch.Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var noGrad = torch.no_grad();
        var parameters = Groups.SelectMany(group => group.Parameters).ToDictionary(p => p.Name, p => p.Parameter, StringComparer.Ordinal);
        foreach (var (key, stored) in state)
        {
            if (key == StepsName)
            {
                _steps.copy_(stored);
                continue;
            }

            var owner = key[..Math.Max(0, key.LastIndexOf('/'))];
            if (!parameters.TryGetValue(owner, out var parameter) || !stored.shape.SequenceEqual(parameter.shape))
            {
                throw new ReIdException($"The optimiser's state does not fit: '{key}' belongs to no parameter of its shape.");
            }

            Memory(owner, key[(owner.Length + 1)..], parameter).copy_(stored);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _memory.Values)
        {
            tensor.Dispose();
        }

        _memory.Clear();
        _steps.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Changes one parameter; tensors made here are disposed by the caller.</summary>
    /// <param name="parameterName">Its name.</param>
    /// <param name="parameter">Changed in place.</param>
    /// <param name="gradient">Its gradient; may be changed.</param>
    /// <param name="group">Rates.</param>
    /// <param name="step">Number of this step, from 1.</param>
    protected abstract void Update(string parameterName, torch.Tensor parameter, torch.Tensor gradient, ParameterGroup group, long step);

    /// <summary>Whether something is remembered for a parameter.</summary>
    /// <param name="parameterName">Its name.</param>
    /// <param name="what">What.</param>
    protected bool Remembers(string parameterName, string what) => _memory.ContainsKey($"{parameterName}/{what}");

    /// <summary>What is remembered for a parameter: a tensor of its shape, zero at first.</summary>
    /// <param name="parameterName">Its name.</param>
    /// <param name="what">What.</param>
    /// <param name="parameter">The parameter.</param>
    protected torch.Tensor Memory(string parameterName, string what, torch.Tensor parameter)
    {
        var key = $"{parameterName}/{what}";
        if (!_memory.TryGetValue(key, out var tensor))
        {
            _memory[key] = tensor = torch.zeros_like(parameter).DetachFromDisposeScope();
        }

        return tensor;
    }
}
