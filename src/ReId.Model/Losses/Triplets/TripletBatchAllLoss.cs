using ReId.Model.Losses.Options;
using ReId.Model.Losses.Pairs;
using ReId.Model.Losses.Parts;
using TorchSharp;

namespace ReId.Model.Losses.Triplets;

/// <summary>Options of <see cref="TripletBatchAllLoss"/>.</summary>
public sealed record TripletBatchAllOptions : PairLossOptions
{
    /// <summary>The field's defaults: mean over the terms above zero.</summary>
    public TripletBatchAllOptions() => Reduction = Reduction.MeanNonzero;

    /// <summary>The margin of the hinge.</summary>
    [LossOption("Margin of the hinge.", Min = 0)]
    public double Margin { get; init; } = 0.3;

    /// <summary>log(1 + eˣ) instead of the hinge.</summary>
    [LossOption("log(1 + e^x) in place of the hinge; the margin then plays no part.")]
    public bool SoftMargin { get; init; }
}

/// <summary>
/// max(0, D(a,p) − D(a,n) + m) over every valid triplet of the batch (Hermans, Beyer, Leibe 2017, arXiv:1703.07737).
/// Reduction: mean over the terms above zero; mean (over all) and sum are options. Memory is that of the distance
/// matrix: no list of triplets is made.
/// </summary>
/// <param name="options">Its options.</param>
public sealed class TripletBatchAllLoss(TripletBatchAllOptions options) : PairLoss(Kind.Name, options), IMarginLoss
{
    private readonly bool _soft = options.SoftMargin;

    /// <summary>With the default options.</summary>
    public TripletBatchAllLoss()
        : this(new TripletBatchAllOptions())
    {
    }

    /// <inheritdoc/>
    public override bool IsSoft => _soft;

    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = new LossKind<TripletBatchAllOptions>(
        "triplet_batch_all",
        "mean over triplets above 0 of max(0, D(a,p) − D(a,n) + m), all triplets of the batch",
        "Hermans, Beyer, Leibe 2017, arXiv:1703.07737",
        options => new TripletBatchAllLoss(options));

    /// <summary>The margin of the hinge.</summary>
    public double Margin { get; set; } = options.Margin;

    private protected override LossTerms FromDistances(torch.Tensor distances, LabelMasks masks, torch.Tensor labels) =>
        BatchTriplets.Reduce(distances, masks, Margin, _soft, Reduction);
}
