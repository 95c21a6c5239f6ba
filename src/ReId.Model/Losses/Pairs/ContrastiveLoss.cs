using ReId.Model.Losses.Options;
using ReId.Model.Losses.Parts;
using TorchSharp;

namespace ReId.Model.Losses.Pairs;

/// <summary>The two forms of the contrastive loss.</summary>
public enum ContrastiveForm
{
    /// <summary>Half squares, as in the paper.</summary>
    Squares,

    /// <summary>Linear hinges, as in pytorch-metric-learning.</summary>
    Linear,
}

/// <summary>Options of <see cref="ContrastiveLoss"/>.</summary>
public sealed record ContrastiveOptions : PairLossOptions
{
    /// <summary>Distance beyond which a negative pair costs nothing.</summary>
    [LossOption("Distance beyond which a negative pair costs nothing.", Min = 0, Alias = "neg_margin")]
    public double Margin { get; init; } = 1;

    /// <summary>Distance below which a positive pair costs nothing.</summary>
    [LossOption("Distance below which a positive pair costs nothing.", Min = 0)]
    public double PosMargin { get; init; }

    /// <summary>Half squares or linear hinges.</summary>
    [LossOption("Half squares (paper) or linear hinges.")]
    public ContrastiveForm Form { get; init; }

    /// <summary>Whether positive and negative pairs are reduced apart, and the two numbers added.</summary>
    [LossOption("Reduce positive and negative pairs apart and add the two.")]
    public bool PerSign { get; init; }
}

/// <summary>
/// ½·D² for positive pairs, ½·max(0, m − D)² for negative pairs, over unordered pairs (Hadsell, Chopra, LeCun 2006).
/// The linear form has D and max(0, m − D) instead. Reduction: mean over all pairs.
/// </summary>
/// <param name="options">Its options.</param>
public sealed class ContrastiveLoss(ContrastiveOptions options)
    : PairLoss(Kind.Name, options), IMarginLoss
{
    private readonly ContrastiveOptions _options = options;

    /// <summary>With the default options.</summary>
    public ContrastiveLoss()
        : this(new ContrastiveOptions())
    {
    }

    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = new LossKind<ContrastiveOptions>(
        "contrastive",
        "mean over pairs of ½·D² (same identity), ½·max(0, m − D)² (different)",
        "Hadsell, Chopra, LeCun 2006",
        options => new ContrastiveLoss(options));

    /// <summary>Distance beyond which a negative pair costs nothing.</summary>
    public double Margin { get; set; } = options.Margin;

    private protected override LossTerms FromDistances(torch.Tensor distances, LabelMasks masks, torch.Tensor labels)
    {
        var positive = Shape((distances - _options.PosMargin).relu());
        var negative = Shape((Margin - distances).relu());
        if (!_options.PerSign)
        {
            var terms = torch.where(masks.Positive, positive, negative);
            return Unordered(Terms.Reduce(terms, masks.Positive.logical_or(masks.Negative), Reduction));
        }

        var (near, far) = (Terms.Reduce(positive, masks.Positive, Reduction), Terms.Reduce(negative, masks.Negative, Reduction));
        return Unordered(new LossTerms(near.Value + far.Value, near.Active! + far.Active!, near.Total! + far.Total!));
    }

    private torch.Tensor Shape(torch.Tensor hinge) => _options.Form == ContrastiveForm.Linear ? hinge : hinge.square() * 0.5;

    // The matrix holds every pair twice: a mean does not notice, a sum and the counts do.
    private LossTerms Unordered(LossTerms twice) => new(
        Reduction == Reduction.Sum ? twice.Value * 0.5 : twice.Value,
        twice.Active!.div(2L, torch.RoundingMode.floor),
        twice.Total!.div(2L, torch.RoundingMode.floor));
}
