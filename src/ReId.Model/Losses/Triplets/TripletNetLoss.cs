using ReId.Model.Losses.Options;
using ReId.Model.Losses.Parts;
using ReId.Model.Miners;
using TorchSharp;

namespace ReId.Model.Losses.Triplets;

/// <summary>The two forms of the TripletNet loss.</summary>
public enum TripletNetForm
{
    /// <summary>d₊²: the mean squared error of (d₊, d₋) to (0, 1), up to a factor.</summary>
    MeanSquaredError,

    /// <summary>−log d₋.</summary>
    Likelihood,
}

/// <summary>Options of <see cref="TripletNetLoss"/>.</summary>
public sealed record TripletNetOptions : PairLossOptions
{
    /// <summary>Squares or log-likelihood.</summary>
    [LossOption("Square of d₊ (paper) or −log of d₋.")]
    public TripletNetForm Form { get; init; }

    /// <summary>Which triplets.</summary>
    [LossOption("Which triplets of the batch.")]
    public TripletMining Miner { get; init; } = TripletMining.All;

    /// <summary>Seed of random choices.</summary>
    [LossOption("Seed of random choices.", Min = 0)]
    public int Seed { get; init; }
}

/// <summary>
/// (d₊, d₋) = softmax(D(a,p), D(a,n)); d₊² or −log d₋ (TripletNet: Hoffer, Ailon 2015, arXiv:1412.6622). No margin, D
/// not squared. Reduction: mean over the triplets.
/// </summary>
/// <param name="options">Its options.</param>
public sealed class TripletNetLoss(TripletNetOptions options) : MinedTripletLoss(Kind.Name, options)
{
    private readonly TripletNetForm _form = options.Form;

    /// <summary>With the default options.</summary>
    public TripletNetLoss()
        : this(new TripletNetOptions())
    {
    }

    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = new LossKind<TripletNetOptions>(
        "tripletnet_ratio",
        "mean over triplets of d₊² (or −log d₋), (d₊, d₋) = softmax(D(a,p), D(a,n))",
        "Hoffer, Ailon 2015, arXiv:1412.6622",
        options => new TripletNetLoss(options));

    private protected override ITripletMiner Miner { get; } = TripletMinerCatalog.Create(
        LossOptionInfo.SnakeCase(options.Miner.ToString()), new TripletMinerOptions { Seed = options.Seed });

    private protected override torch.Tensor Term(torch.Tensor positive, torch.Tensor negative)
    {
        var difference = positive - negative;
        return _form == TripletNetForm.Likelihood ? Terms.Softplus(difference) : difference.sigmoid().square();
    }
}
