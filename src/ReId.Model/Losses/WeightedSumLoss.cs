using ReId.Contracts;
using ReId.Model.Losses.Options;
using TorchSharp;

namespace ReId.Model.Losses;

/// <summary>
/// Σ wᵢ·lossᵢ over the same embeddings and labels; its parts are in <see cref="LossOutput.Parts"/>. It owns its losses:
/// their parameters are its parameters. It hands the iteration on to them; a margin schedule is given to the part whose
/// margin it means. Terms of different losses are no common count, so its active and total terms are those of its first
/// part that has any.
/// </summary>
public sealed class WeightedSumLoss : Loss, IIterationLoss
{
    private readonly (double Weight, Loss Loss)[] _terms;
    private readonly List<LossPart> _parts = [];

    /// <summary>Combines losses.</summary>
    /// <param name="terms">Weights (finite, at least 0) and losses; at least one.</param>
    /// <exception cref="ReIdException">No term, or a weight out of its range.</exception>
    public WeightedSumLoss(params (double Weight, Loss Loss)[] terms)
        : base("weighted_sum", new NoOptions())
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.Length == 0)
        {
            throw new ReIdException("A weighted sum of losses needs at least one loss.");
        }

        foreach (var (weight, loss) in terms)
        {
            if (!(double.IsFinite(weight) && weight >= 0))
            {
                throw new ReIdException($"The weight of loss '{loss.Name}' must be a number of at least 0, not {weight}.");
            }
        }

        _terms = [.. terms];
        for (var i = 0; i < terms.Length; i++)
        {
            register_module($"{i}_{terms[i].Loss.Name}", terms[i].Loss);
        }
    }

    /// <inheritdoc/>
    public long Iteration
    {
        get;
        set
        {
            field = value;
            foreach (var part in _terms.Select(term => term.Loss).OfType<IIterationLoss>())
            {
                part.Iteration = value;
            }
        }
    }

    /// <inheritdoc/>
    protected internal override LossTerms Compute(torch.Tensor embeddings, torch.Tensor labels)
    {
        _parts.Clear();
        torch.Tensor? sum = null;
        foreach (var (weight, loss) in _terms)
        {
            var terms = loss.Compute(embeddings, labels);
            _parts.Add(new LossPart(loss.Name, weight, terms with { Value = terms.Value.detach() }));
            sum = sum is null ? terms.Value * weight : sum + (terms.Value * weight);
        }

        // Handles of its own: those of the part are moved and disposed with the part.
        var counted = _parts.Find(part => part.Terms.Active is not null)?.Terms;
        return new LossTerms(sum!, counted?.Active?.alias(), counted?.Total?.alias());
    }

    private protected override IReadOnlyList<LossPart> TakeParts()
    {
        LossPart[] parts = [.. _parts];
        _parts.Clear();
        return parts;
    }

    private sealed record NoOptions : LossOptions;
}
