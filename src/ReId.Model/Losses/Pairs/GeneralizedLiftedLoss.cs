using ReId.Model.Losses.Parts;
using TorchSharp;

namespace ReId.Model.Losses.Pairs;

/// <summary>
/// Per anchor max(0, log Σ e^D(a,p) + log Σ e^(m−D(a,n))) (Hermans, Beyer, Leibe 2017, arXiv:1703.07737). Reduction:
/// mean over all anchors; one without a positive or a negative contributes 0 and is counted (the logarithm of an empty
/// sum is −∞). The paper's plain sum is an option.
/// </summary>
/// <param name="options">Its options.</param>
public sealed class GeneralizedLiftedLoss(LiftedStructureOptions options)
    : PairLoss(Kind.Name, options), IMarginLoss
{
    /// <summary>With the default options.</summary>
    public GeneralizedLiftedLoss()
        : this(new LiftedStructureOptions())
    {
    }

    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = new LossKind<LiftedStructureOptions>(
        "generalized_lifted",
        "mean over all anchors of max(0, log Σ e^D(a,p) + log Σ e^(m−D(a,n)))",
        "Hermans, Beyer, Leibe 2017, arXiv:1703.07737",
        options => new GeneralizedLiftedLoss(options));

    /// <summary>The margin m.</summary>
    public double Margin { get; set; } = options.Margin;

    private protected override LossTerms FromDistances(torch.Tensor distances, LabelMasks masks, torch.Tensor labels)
    {
        var joint = Masked.LogSumExp(distances, masks.Positive) + Masked.LogSumExp(Margin - distances, masks.Negative);
        var terms = joint.relu().masked_fill(masks.ValidAnchors.logical_not(), 0.0);
        return Terms.Reduce(terms, torch.ones_like(terms, torch.ScalarType.Bool), Reduction);
    }
}
