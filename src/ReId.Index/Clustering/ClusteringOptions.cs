using ReId.Contracts;

namespace ReId.Index.Clustering;

/// <summary>How far apart the crops of one person may be.</summary>
public sealed record ClusteringOptions
{
    /// <summary>
    /// Least cosine similarity, -1 to 1, at which two groups are one person; default 0.7. It depends on the model: choose
    /// it on labelled data.
    /// </summary>
    public float Threshold { get; init; } = 0.7f;

    /// <summary>What the similarity of two groups is; default <see cref="Linkage.Average"/>.</summary>
    public Linkage Linkage { get; init; } = Linkage.Average;

    /// <summary>Groups of fewer tracklets than this are reported as singletons; default 2.</summary>
    public int MinimumTracklets { get; init; } = 2;

    internal void Validate()
    {
        if (!(Threshold is >= -1 and <= 1))
        {
            throw new ReIdException($"The clustering threshold is a cosine similarity from -1 to 1, not {Threshold}.");
        }

        if (Linkage is not (Linkage.Average or Linkage.Complete))
        {
            throw new ReIdException($"The linkage is Average or Complete, not {Linkage}.");
        }

        if (MinimumTracklets < 1)
        {
            throw new ReIdException($"A cluster has at least 1 tracklet; the least size cannot be {MinimumTracklets}.");
        }
    }
}

/// <summary>What the similarity of two groups of crops is.</summary>
public enum Linkage
{
    /// <summary>Mean over all pairs of crops (UPGMA).</summary>
    Average = 0,

    /// <summary>The least similar pair of crops.</summary>
    Complete = 1,

    /// <summary>The most similar pair of crops; only of the clusterers over distance graphs.</summary>
    Single = 2,
}
