using ReId.Contracts;
using ReId.Model.Backbones;
using TorchSharp;

namespace ReId.Model.Training.Optimisation;

/// <summary>
/// Exponential moving average of a network's weights and statistics: a ← d·a + (1 − d)·w after each step, with
/// d = min(decay, (1 + n)/(10 + n)) so that the first steps are forgotten soon (Polyak, Juditsky 1992; the warm-up is
/// TensorFlow's).
/// </summary>
public sealed class MovingAverage : IDisposable
{
    // No name of a parameter begins like this.
    private const string StepsName = "/steps";

    private readonly torch.nn.Module _network;
    private readonly double _decay;
    private readonly (string Name, torch.Tensor Average)[] _averages;
    private readonly torch.Tensor _saved;
    private long _steps;
    private bool _swapped;

    /// <summary>Begins with the weights as they are.</summary>
    /// <param name="network">The network; its tensors are read anew each time.</param>
    /// <param name="decay">Share that is kept at each step, from 0 to below 1.</param>
    /// <exception cref="ReIdException">A decay out of its range.</exception>
    public MovingAverage(torch.nn.Module network, double decay)
    {
        ArgumentNullException.ThrowIfNull(network);
        (_network, _decay) = (network, decay is >= 0 and < 1
            ? decay
            : throw new ReIdException(FormattableString.Invariant($"The decay of a moving average must be from 0 to below 1, not {decay}.")));
        using var scope = torch.NewDisposeScope();
        _saved = torch.zeros([], torch.ScalarType.Int64).DetachFromDisposeScope();
        _averages = [.. StateLoader.Entries(network).Select(entry => (entry.Name, entry.Tensor.detach().clone().DetachFromDisposeScope()))];
    }

    /// <summary>Takes the weights in after a step.</summary>
    /// <exception cref="InvalidOperationException">The average stands in the network just now.</exception>
    public void Update()
    {
        RequireOwnWeights();
        using var noGrad = torch.no_grad();
        _steps++;
        var decay = Math.Min(_decay, (1.0 + _steps) / (10 + _steps));
        foreach (var ((_, average), (_, tensor)) in _averages.Zip(StateLoader.Entries(_network)))
        {
            if (tensor.dtype is torch.ScalarType.Float32 or torch.ScalarType.Float64)
            {
                average.mul_(decay).add_(tensor, 1 - decay);
            }
            else
            {
                average.copy_(tensor);
            }
        }
    }

    /// <summary>Puts the average into the network until the result is disposed, which puts the weights back.</summary>
    /// <exception cref="InvalidOperationException">It stands there already.</exception>
    public IDisposable Swap()
    {
        RequireOwnWeights();
        return new Swapped(this);
    }

    /// <summary>The averages by name and the count of steps, for a checkpoint; the tensors stay its own.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> State()
    {
        _saved.fill_(_steps);
        return new OrderedDictionary<string, torch.Tensor>(_averages.Select(entry => KeyValuePair.Create(entry.Name, entry.Average)))
        {
            [StepsName] = _saved,
        };
    }

    /// <summary>Takes averages over.</summary>
    /// <param name="state">Copied; by the names of <see cref="State"/>.</param>
    /// <exception cref="ReIdException">It does not fit the network; nothing was changed.</exception>
    public void Load(IReadOnlyDictionary<string, torch.Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var targets = State();
        foreach (var (name, target) in targets)
        {
            if (!state.TryGetValue(name, out var stored) || !stored.shape.SequenceEqual(target.shape))
            {
                throw new ReIdException($"The moving average does not fit: '{name}' is missing or of another shape.");
            }
        }

        using var noGrad = torch.no_grad();
        foreach (var (name, target) in targets)
        {
            target.copy_(state[name]);
        }

        _steps = _saved.item<long>();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(_averages, entry => entry.Average.Dispose());
        _saved.Dispose();
    }

    private void RequireOwnWeights()
    {
        if (_swapped)
        {
            throw new InvalidOperationException("the network holds the average: dispose what Swap gave first");
        }
    }

    private sealed class Swapped : IDisposable
    {
        private readonly MovingAverage _owner;
        private readonly torch.Tensor[] _weights;

        public Swapped(MovingAverage owner)
        {
            using var scope = torch.NewDisposeScope();
            using var noGrad = torch.no_grad();
            _owner = owner;
            var entries = StateLoader.Entries(owner._network).ToArray();
            _weights = [.. entries.Select(entry => entry.Tensor.detach().clone().DetachFromDisposeScope())];
            foreach (var ((_, average), (_, tensor)) in owner._averages.Zip(entries))
            {
                tensor.copy_(average);
            }

            owner._swapped = true;
        }

        public void Dispose()
        {
            if (!_owner._swapped)
            {
                return;
            }

            using var noGrad = torch.no_grad();
            foreach (var (weight, (_, tensor)) in _weights.Zip(StateLoader.Entries(_owner._network)))
            {
                tensor.copy_(weight);
                weight.Dispose();
            }

            _owner._swapped = false;
        }
    }
}
