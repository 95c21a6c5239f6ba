using TorchSharp;

namespace ReId.Model.Losses;

/// <summary>A loss on a batch. The caller disposes it after <c>Value.backward()</c>.</summary>
public sealed class LossOutput : IDisposable
{
    private readonly LossTerms _terms;

    internal LossOutput(LossTerms terms, IReadOnlyList<LossPart> parts)
    {
        _terms = terms;
        Parts = parts;
    }

    /// <summary>The value, a scalar with its graph.</summary>
    public torch.Tensor Value => _terms.Value;

    /// <summary>The parts of a weighted sum, unweighted; empty for a single loss.</summary>
    public IReadOnlyList<LossPart> Parts { get; }

    /// <summary>Terms above zero, or null where the loss has no zero terms. Waits for the device.</summary>
    public long? Active => _terms.Active is { } count ? (long)count : null;

    /// <summary>Valid terms, or null where the loss has no zero terms. Waits for the device.</summary>
    public long? Total => _terms.Total is { } count ? (long)count : null;

    /// <summary>Share of the valid terms that is above zero; 0 without valid terms, null where there are no zero terms.</summary>
    public double? ActiveFraction => (Active, Total) switch
    {
        (null, _) or (_, null) => null,
        (_, 0) => 0,
        var (active, total) => (double)active / total,
    };

    /// <summary>Hands the tensors to the scope around the innermost one.</summary>
    internal LossOutput MoveToOuterScope()
    {
        foreach (var tensor in Tensors())
        {
            tensor.MoveToOuterDisposeScope();
        }

        return this;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in Tensors())
        {
            tensor.Dispose();
        }
    }

    private IEnumerable<torch.Tensor> Tensors() =>
        new[] { _terms.Value, _terms.Active, _terms.Total }.Concat(Parts.Select(part => part.Value)).OfType<torch.Tensor>();
}
