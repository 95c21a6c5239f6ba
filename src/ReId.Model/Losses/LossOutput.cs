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

    /// <summary>
    /// Terms above zero, or null where the loss has no zero terms; of a weighted sum those of its first part that has any.
    /// Waits for the device.
    /// </summary>
    public long? Active => LossTerms.Number(_terms.Active);

    /// <summary>Valid terms, as <see cref="Active"/>. Waits for the device.</summary>
    public long? Total => LossTerms.Number(_terms.Total);

    /// <summary>Share of the valid terms that is above zero; 0 without valid terms, null where there are no zero terms.</summary>
    public double? ActiveFraction => LossTerms.Share(Active, Total);

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
        Parts.Select(part => part.Terms).Prepend(_terms).SelectMany(terms => terms.Tensors());
}
