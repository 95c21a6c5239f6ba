namespace ReId.Bindings.Faiss;

/// <summary>Settings of <see cref="FaissKMeans"/>.</summary>
public sealed record FaissKMeansOptions
{
    /// <summary>Rounds of assigning points and moving centroids.</summary>
    public int Iterations { get; init; } = 25;

    /// <summary>Times that the whole is done from another start, the best kept.</summary>
    public int Redo { get; init; } = 1;

    /// <summary>Start of the random choice of first centroids: the same seed and data give the same clusters.</summary>
    public int Seed { get; init; } = 1234;

    /// <summary>Whether centroids are L2-normalised and points assigned by inner product, as suits embeddings.</summary>
    public bool Spherical { get; init; }

    /// <summary>Training draws a sample of at most this many points for each centroid; all points are assigned afterwards.</summary>
    public int MaxPointsPerCentroid { get; init; } = 256;
}
