using ReId.Contracts;
using ReId.Index.Clustering.Graphs;
using ReId.Index.Clustering.Strategies;

namespace ReId.Index.Clustering.Pipeline;

/// <summary>What two rows are compared by.</summary>
public enum ClusterDistance
{
    /// <summary>Euclidean distance of the features as they are.</summary>
    Euclidean = 0,

    /// <summary>Euclidean distance of the features scaled to length 1: √(2 − 2 cos), 0 to 2.</summary>
    Cosine = 1,

    /// <summary>Jaccard distance of k-reciprocal neighbours, 0 to 1, of the features scaled to length 1.</summary>
    Jaccard = 2,
}

/// <summary>How features are clustered.</summary>
public sealed record ClusteringPipelineOptions
{
    /// <summary>A name of <see cref="GraphClustererCatalog"/>; default <c>agglomerative</c>.</summary>
    public string Algorithm { get; init; } = "agglomerative";

    /// <summary>Default Jaccard.</summary>
    public ClusterDistance Distance { get; init; } = ClusterDistance.Jaccard;

    /// <summary>Distances and sizes.</summary>
    public GraphClusteringOptions Clustering { get; init; } = new();

    /// <summary>How neighbours are found. K is raised to what the Jaccard distance and MinSamples need.</summary>
    public NeighbourOptions Neighbours { get; init; } = new();

    /// <summary>Parameters of the Jaccard distance.</summary>
    public JaccardOptions Jaccard { get; init; } = new();

    /// <summary>Rows at most whose silhouette is measured; default 10,000, 0 for none.</summary>
    public int SilhouetteSample { get; init; } = 10_000;

    /// <summary>Rows at most whose neighbours are searched again exactly, to measure the recall; default 200, 0 for none.</summary>
    public int RecallSample { get; init; } = 200;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ClusteringSettingException">A value is out of its range; says which.</exception>
    /// <exception cref="ReIdException">One that only a program sets is.</exception>
    public void Validate()
    {
        Clustering.Validate();
        Neighbours.Validate();
        Jaccard.Validate();
        if (!Enum.IsDefined(Distance))
        {
            throw new ClusteringSettingException(name => $"{name("distance")} is euclidean, cosine or jaccard, not {Distance}.");
        }

        if (Distance == ClusterDistance.Jaccard && Algorithm == AgglomerativeClusterer.Named && Clustering.Eps > 1)
        {
            throw new ClusteringSettingException(name => FormattableString.Invariant(
                $"{name("eps")} is at most 1 with the Jaccard distance, not {Clustering.Eps}: no two are farther apart than 1."));
        }
    }

    /// <summary>Checks what depends on how many rows there are.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <exception cref="ClusteringSettingException">More neighbours of a row are needed than are searched for.</exception>
    public void ValidateFor(long rows)
    {
        if (Distance == ClusterDistance.Jaccard || Clustering.MinSamples <= NeighbourOptions.Most)
        {
            return;
        }

        if (!GraphClustererCatalog.Get(Algorithm).StaysWithinEps)
        {
            throw new ClusteringSettingException(
                name => $"{name("minSamples")} is at most {NeighbourOptions.Most} with {Algorithm}, not {Clustering.MinSamples}.");
        }

        if (rows > Neighbours.ExactUpTo)
        {
            throw new ClusteringSettingException(name =>
                $"{name("minSamples")} is at most {NeighbourOptions.Most} where there are more rows ({rows}) than are compared with all others ({Neighbours.ExactUpTo}), not {Clustering.MinSamples}: lower it{(name("exactUpTo") is { } exact ? $", or raise {exact}" : "")}.");
        }
    }
}
