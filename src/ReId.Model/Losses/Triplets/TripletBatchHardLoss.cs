using ReId.Model.Losses.Options;
using ReId.Model.Losses.Pairs;
using ReId.Model.Losses.Parts;
using TorchSharp;

namespace ReId.Model.Losses.Triplets;

/// <summary>Options of <see cref="TripletBatchHardLoss"/>.</summary>
public sealed record TripletBatchHardOptions : PairLossOptions
{
    /// <summary>The margin of the hinge.</summary>
    [LossOption("Margin of the hinge.", Min = 0)]
    public double Margin { get; init; } = 0.3;

    /// <summary>log(1 + eˣ) instead of the hinge.</summary>
    [LossOption("log(1 + e^x) in place of the hinge; the margin then plays no part.")]
    public bool SoftMargin { get; init; }
}

/// <summary>
/// Per anchor max(0, max D(a,p) − min D(a,n) + m), or log(1 + eˣ) of the difference (Hermans, Beyer, Leibe 2017,
/// arXiv:1703.07737). Reduction: mean over anchors that have a positive (other than themselves) and a negative. Equal
/// extremes share the gradient.
/// </summary>
/// <param name="options">Its options.</param>
public sealed class TripletBatchHardLoss(TripletBatchHardOptions options) : PairLoss(Kind.Name, options), IMarginLoss
{
    private readonly bool _soft = options.SoftMargin;

    /// <summary>With the default options.</summary>
    public TripletBatchHardLoss()
        : this(new TripletBatchHardOptions())
    {
    }

    /// <inheritdoc/>
    public override bool IsSoft => _soft;

    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = new LossKind<TripletBatchHardOptions>(
        "triplet_batch_hard",
        "mean over anchors of max(0, max D(a,p) − min D(a,n) + m), or log(1 + e^(…)) without m",
        "Hermans, Beyer, Leibe 2017, arXiv:1703.07737",
        options => new TripletBatchHardLoss(options));

    /// <summary>The margin of the hinge.</summary>
    public double Margin { get; set; } = options.Margin;

    private protected override LossTerms FromDistances(torch.Tensor distances, LabelMasks masks, torch.Tensor labels)
    {
        var difference = Masked.Max(distances, masks.Positive) - Masked.Min(distances, masks.Negative);
        return Terms.Reduce(Terms.Hinge(difference, Margin, _soft), masks.ValidAnchors, Reduction);
    }
}
