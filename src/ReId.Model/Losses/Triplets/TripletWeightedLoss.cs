using ReId.Model.Losses.Options;
using ReId.Model.Losses.Pairs;
using ReId.Model.Losses.Parts;
using ReId.Model.Miners;
using TorchSharp;

namespace ReId.Model.Losses.Triplets;

/// <summary>Options of <see cref="TripletWeightedLoss"/>.</summary>
public sealed record TripletWeightedOptions : PairLossOptions
{
    /// <summary>The margin of the hinge; only without the soft margin.</summary>
    [LossOption("Margin of the hinge, when soft_margin is false.", Min = 0)]
    public double Margin { get; init; } = 0.3;

    /// <summary>log(1 + eˣ) instead of the hinge.</summary>
    [LossOption("log(1 + e^x) (the source's form) or the hinge.")]
    public bool SoftMargin { get; init; } = true;

    /// <summary>Whether the anchor counts among its positives.</summary>
    [LossOption("Count the anchor among its positives, at distance 0, as the code of AGW and fast-reid does.")]
    public bool SelfInPositives { get; init; }
}

/// <summary>
/// Per anchor d⁺ = Σ softmax(D)·D over positives, d⁻ = Σ softmax(−D)·D over negatives; log(1 + e^(d⁺−d⁻)) or the hinge
/// (AGW: Ye et al. 2020, arXiv:2001.04193). Gradients flow through the weights. Reduction: mean over anchors with a
/// positive and a negative.
/// </summary>
/// <param name="options">Its options.</param>
public sealed class TripletWeightedLoss(TripletWeightedOptions options) : PairLoss(Kind.Name, options), IMarginLoss
{
    private readonly (bool Soft, bool Self) _form = (options.SoftMargin, options.SelfInPositives);

    /// <summary>With the default options.</summary>
    public TripletWeightedLoss()
        : this(new TripletWeightedOptions())
    {
    }

    /// <inheritdoc/>
    public override bool IsSoft => _form.Soft;

    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = new LossKind<TripletWeightedOptions>(
        "triplet_weighted",
        "mean over anchors of log(1 + e^(d⁺−d⁻)), d⁺ = Σ softmax(D)·D, d⁻ = Σ softmax(−D)·D",
        "Ye et al. 2020 (AGW), arXiv:2001.04193",
        options => new TripletWeightedLoss(options));

    /// <summary>The margin of the hinge.</summary>
    public double Margin { get; set; } = options.Margin;

    private protected override LossTerms FromDistances(torch.Tensor distances, LabelMasks masks, torch.Tensor labels)
    {
        var (positive, negative) = TripletWeights.Of(distances, labels, _form.Self);
        var difference = (positive * distances).sum(1) - (negative * distances).sum(1);
        return Terms.Reduce(Terms.Hinge(difference, Margin, _form.Soft), masks.ValidAnchors, Reduction);
    }
}
