using ReId.Model.Distances;

namespace ReId.Model.Losses.Options;

/// <summary>
/// The three choices that explain almost every disagreement between libraries, taken explicitly by every loss on
/// distances: squared or not, normalised or not, which mean.
/// </summary>
public abstract record PairLossOptions : LossOptions
{
    /// <summary>What is measured with.</summary>
    [LossOption("Distance between embeddings; cosine is 1 − cos.")]
    public LossDistance Distance { get; init; }

    /// <summary>Whether distances are squared.</summary>
    [LossOption("Use the square of the Euclidean distance.")]
    public bool Squared { get; init; }

    /// <summary>Whether embeddings are brought to length 1 first.</summary>
    [LossOption("Divide each embedding by its norm first.")]
    public bool Normalize { get; init; }

    /// <summary>How terms become one number.</summary>
    [LossOption("Mean over valid terms, over those above zero, or the plain sum.")]
    public Reduction Reduction { get; init; }

    /// <summary>The distance that these options describe.</summary>
    public IDistance CreateDistance() => (Distance, Squared) switch
    {
        (LossDistance.Cosine, _) => new CosineDistance(),
        (_, true) => new SquaredEuclideanDistance(Normalize),
        _ => new EuclideanDistance(Normalize),
    };

    /// <inheritdoc/>
    protected override string? Contradiction(string loss) => Distance == LossDistance.Cosine && Squared
        ? $"Options 'distance=cosine' and 'squared=true' of loss '{loss}' exclude each other: squared is for the Euclidean distance."
        : null;
}
