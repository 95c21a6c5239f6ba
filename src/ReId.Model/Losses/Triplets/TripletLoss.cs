using ReId.Model.Losses.Options;
using ReId.Model.Losses.Parts;
using ReId.Model.Miners;
using TorchSharp;

namespace ReId.Model.Losses.Triplets;

/// <summary>Options of <see cref="TripletLoss"/>: FaceNet's, unless changed.</summary>
public sealed record TripletOptions : PairLossOptions
{
    /// <summary>Squared distances on the unit sphere; mean over the terms above zero.</summary>
    public TripletOptions() => (Squared, Normalize, Reduction) = (true, true, Reduction.MeanNonzero);

    /// <summary>The margin α, of the hinge and of the semi-hard band.</summary>
    [LossOption("Margin α, of the hinge and of the semi-hard band.", Min = 0)]
    public double Margin { get; init; } = 0.2;

    /// <summary>log(1 + eˣ) instead of the hinge.</summary>
    [LossOption("log(1 + e^x) in place of the hinge; the margin then only bounds the semi-hard band.")]
    public bool SoftMargin { get; init; }

    /// <summary>Which triplets.</summary>
    [LossOption("Which triplets of the batch.")]
    public TripletMining Miner { get; init; }

    /// <summary>Which of the semi-hard negatives.</summary>
    [LossOption("Which of the semi-hard negatives of a pair.")]
    public SemiHardChoice Choice { get; init; }

    /// <summary>For pairs without a semi-hard negative.</summary>
    [LossOption("For pairs without a semi-hard negative: nothing, the farthest negative, or the easiest hard one.")]
    public SemiHardFallback Fallback { get; init; }

    /// <summary>Seed of random choices.</summary>
    [LossOption("Seed of random choices.", Min = 0)]
    public int Seed { get; init; }
}

/// <summary>
/// max(0, D²(a,p) − D²(a,n) + α) on the unit sphere over the triplets of a miner (FaceNet: Schroff, Kalenichenko,
/// Philbin 2015, arXiv:1503.03832). Reduction: mean over the terms above zero.
/// </summary>
/// <param name="options">Its options.</param>
public sealed class TripletLoss(TripletOptions options) : MinedTripletLoss(Kind.Name, options), IMarginLoss
{
    private readonly bool _soft = options.SoftMargin;

    /// <summary>With the default options.</summary>
    public TripletLoss()
        : this(new TripletOptions())
    {
    }

    /// <inheritdoc/>
    public override bool IsSoft => _soft;

    /// <summary>The margin α where the hinge or the semi-hard band has it; 0 with the soft margin and another miner.</summary>
    public override double CategoryMargin => Miner is SemiHardMiner ? Margin : base.CategoryMargin;

    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = new LossKind<TripletOptions>(
        "triplet",
        "mean over mined triplets of max(0, D²(a,p) − D²(a,n) + α) on the unit sphere",
        "Schroff, Kalenichenko, Philbin 2015 (FaceNet), arXiv:1503.03832",
        options => new TripletLoss(options));

    /// <summary>The margin α.</summary>
    public double Margin
    {
        get;
        set
        {
            field = value;
            if (Miner is SemiHardMiner semiHard)
            {
                semiHard.Margin = value;
            }
        }
    } = options.Margin;

    private protected override ITripletMiner Miner { get; } = TripletMinerCatalog.Create(
        LossOptionInfo.SnakeCase(options.Miner.ToString()),
        new TripletMinerOptions { Margin = options.Margin, Choice = options.Choice, Fallback = options.Fallback, Seed = options.Seed });

    private protected override torch.Tensor Term(torch.Tensor positive, torch.Tensor negative) =>
        Terms.Hinge(positive - negative, Margin, _soft);
}
