using ReId.Model.Losses.Options;
using ReId.Model.Losses.Parts;
using TorchSharp;

namespace ReId.Model.Losses.Pairs;

/// <summary>Options of the lifted structure losses.</summary>
public sealed record LiftedStructureOptions : PairLossOptions
{
    /// <summary>The margin α.</summary>
    [LossOption("Margin α.", Min = 0)]
    public double Margin { get; init; } = 1;
}

/// <summary>
/// J(i,j) = log(Σ e^(α−D(i,k)) + Σ e^(α−D(j,l))) + D(i,j) over the negatives k of i and l of j; the loss is
/// 1/(2|P|)·Σ max(0, J)² over the unordered positive pairs P (Song et al. 2016, arXiv:1511.06452). Reduction: that one
/// (mean); mean_nonzero divides by twice the pairs with J above 0, sum by 2. Without negatives: 0.
/// </summary>
/// <param name="options">Its options.</param>
public sealed class LiftedStructureLoss(LiftedStructureOptions options)
    : PairLoss(Kind.Name, options), IMarginLoss
{
    /// <summary>With the default options.</summary>
    public LiftedStructureLoss()
        : this(new LiftedStructureOptions())
    {
    }

    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = new LossKind<LiftedStructureOptions>(
        "lifted_structure",
        "1/(2|P|)·Σ max(0, log(Σ e^(α−D(i,k)) + Σ e^(α−D(j,l))) + D(i,j))² over positive pairs (i,j)",
        "Song, Xiang, Jegelka, Savarese 2016, arXiv:1511.06452",
        options => new LiftedStructureLoss(options));

    /// <summary>The margin α.</summary>
    public double Margin { get; set; } = options.Margin;

    private protected override LossTerms FromDistances(torch.Tensor distances, LabelMasks masks, torch.Tensor labels)
    {
        var negatives = Masked.LogSumExp(Margin - distances, masks.Negative);
        var joint = negatives.unsqueeze(1).logaddexp(negatives.unsqueeze(0)) + distances;
        var terms = Terms.Reduce(joint.relu().square() * 0.5, masks.Positive, Reduction);

        // Every pair stands in the matrix twice.
        return new LossTerms(
            Reduction == Reduction.Sum ? terms.Value * 0.5 : terms.Value,
            terms.Active!.div(2L, torch.RoundingMode.floor),
            terms.Total!.div(2L, torch.RoundingMode.floor));
    }
}
