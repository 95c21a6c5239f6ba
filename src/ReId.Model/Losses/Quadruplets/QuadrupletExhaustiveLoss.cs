using ReId.Model.Losses.Parts;
using TorchSharp;

namespace ReId.Model.Losses.Quadruplets;

/// <summary>Options of <see cref="QuadrupletExhaustiveLoss"/>: each term is averaged over what is above zero.</summary>
public sealed record QuadrupletExhaustiveOptions : QuadrupletOptions
{
    /// <summary>Mean over the terms above zero.</summary>
    public QuadrupletExhaustiveOptions() => Reduction = Reduction.MeanNonzero;
}

/// <summary>
/// Σ[g²(i,j) − g²(i,k) + α₁]₊ + Σ[g²(i,j) − g²(l,k) + α₂]₊ over every valid choice in the batch: i, j of one identity,
/// k, l and i of three (Chen, Chen, Zhang, Huang 2017, arXiv:1704.01719). Reduction: applied to each of the two sums
/// apart (mean over the terms above zero), then added. Quadruplets are visited a piece at a time.
/// </summary>
/// <param name="options">Its options.</param>
/// <param name="size">Dimension of the learned metric; not used by the others.</param>
public sealed class QuadrupletExhaustiveLoss(QuadrupletOptions options, LossSize size) : QuadrupletLoss(Kind.Name, options, size)
{
    /// <summary>With the default options.</summary>
    public QuadrupletExhaustiveLoss()
        : this(new QuadrupletExhaustiveOptions(), new LossSize(0, 0))
    {
    }

    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = QuadrupletKind.Of<QuadrupletExhaustiveOptions>(
        "quadruplet_exhaustive",
        "mean⁺ of [g²(i,j) − g²(i,k) + α₁]₊ + mean⁺ of [g²(i,j) − g²(l,k) + α₂]₊, every valid quadruplet",
        (options, size) => new QuadrupletExhaustiveLoss(options, size));

    private protected override LossTerms FromDistances(
        torch.Tensor distances, LabelMasks masks, torch.Tensor labels, double margin1, double margin2)
    {
        var first = BatchTriplets.Reduce(distances, masks, margin1, soft: false, Options.Reduction);
        var second = BatchQuadruplets.Reduce(distances, masks, margin2, Options.Reduction);
        return new LossTerms(first.Value + second.Value, first.Active! + second.Active!, first.Total! + second.Total!);
    }
}
