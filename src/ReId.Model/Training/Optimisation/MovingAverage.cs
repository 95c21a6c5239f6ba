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
    private readonly torch.nn.Module _network;
    private readonly double _decay;
    private readonly (string Name, torch.Tensor Average)[] _averages;
    private readonly torch.Tensor _steps = torch.zeros([1], torch.ScalarType.Int64).DetachFromDisposeScope();

    /// <summary>Begins with the weights as they are.</summary>
    /// <param name="network">The network; its tensors are read anew each time.</param>
    /// <param name="decay">Share that is kept at each step, from 0 to below 1.</param>
    public MovingAverage(torch.nn.Module network, double decay)
    {
        ArgumentNullException.ThrowIfNull(network);
        (_network, _decay) = (network, decay);
        _averages = [.. StateLoader.Entries(network).Select(entry => (entry.Name, entry.Tensor.detach().clone().DetachFromDisposeScope()))];
    }

    /// <summary>Takes the weights in after a step.</summary>
    public void Update()
    {
        using var noGrad = torch.no_grad();
        _steps.add_(1L);
        var n = _steps.item<long>();
        var decay = Math.Min(_decay, (1.0 + n) / (10 + n));
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
    public IDisposable Swap() => new Swapped(this);

    /// <summary>The averages by name, for a checkpoint; the tensors stay its own.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> State() =>
        new OrderedDictionary<string, torch.Tensor>(_averages.Select(entry => KeyValuePair.Create(entry.Name, entry.Average))) { [""] = _steps };

    /// <summary>Takes averages over.</summary>
    /// <param name="state">Copied; by the names of <see cref="State"/>.</param>
    /// <exception cref="ReIdException">It does not fit the network.</exception>
    public void Load(IReadOnlyDictionary<string, torch.Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var noGrad = torch.no_grad();
        foreach (var (name, target) in State())
        {
            if (!state.TryGetValue(name, out var stored) || !stored.shape.SequenceEqual(target.shape))
            {
                throw new ReIdException($"The moving average does not fit: '{name}' is missing or of another shape.");
            }

            target.copy_(stored);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(_averages, entry => entry.Average.Dispose());
        _steps.Dispose();
    }

    private sealed class Swapped : IDisposable
    {
        private readonly MovingAverage _owner;
        private readonly torch.Tensor[] _weights;

        public Swapped(MovingAverage owner)
        {
            using var noGrad = torch.no_grad();
            _owner = owner;
            var entries = StateLoader.Entries(owner._network).ToArray();
            _weights = [.. entries.Select(entry => entry.Tensor.detach().clone().DetachFromDisposeScope())];
            foreach (var ((_, average), (_, tensor)) in owner._averages.Zip(entries))
            {
                tensor.copy_(average);
            }
        }

        public void Dispose()
        {
            using var noGrad = torch.no_grad();
            foreach (var (weight, (_, tensor)) in _weights.Zip(StateLoader.Entries(_owner._network)))
            {
                tensor.copy_(weight);
                weight.Dispose();
            }
        }
    }
}
