using ReId.Index.Clustering;
using ReId.Index.Clustering.Pipeline;
using ReId.Index.Clustering.Strategies;

namespace ReId.Index.Identities;

/// <summary>How a run clusters, as it stands in its report: what was interrupted goes on the same way.</summary>
public sealed record RunSettings
{
    private static readonly ClusteringPipelineOptions s_default = new();

    /// <summary>A name of <see cref="GraphClustererCatalog"/>; default <c>agglomerative</c>.</summary>
    public string Algorithm { get; init; } = s_default.Algorithm;

    /// <summary>What two crops are compared by; default Jaccard.</summary>
    public ClusterDistance Distance { get; init; } = s_default.Distance;

    /// <summary>Greatest distance of two that belong together, in the unit of the distance; default 0.7.</summary>
    public double Eps { get; init; } = s_default.Clustering.Eps;

    /// <summary>Crops within reach that make a core; default 4.</summary>
    public int MinSamples { get; init; } = s_default.Clustering.MinSamples;

    /// <summary>Crops that make a cluster; default 1.</summary>
    public int MinSize { get; init; } = s_default.Clustering.MinSize;

    /// <summary>Of the agglomerative algorithm; default average.</summary>
    public Linkage Linkage { get; init; } = s_default.Clustering.Linkage;

    /// <summary>First neighbourhood of the Jaccard distance; default 20.</summary>
    public int K1 { get; init; } = s_default.Jaccard.K1;

    /// <summary>Second one; default 6.</summary>
    public int K2 { get; init; } = s_default.Jaccard.K2;

    /// <summary>Crops up to which all are compared with all; default 60,000.</summary>
    public int ExactUpTo { get; init; } = s_default.Neighbours.ExactUpTo;

    /// <summary>Cells that each crop searches, above that; default 24.</summary>
    public int Probes { get; init; } = s_default.Neighbours.Probes;

    /// <summary>Whether what all crops of a camera have in common is taken off first; default false.</summary>
    public bool CentreCameras { get; init; }

    /// <summary>Tracklets that make a new identity, at least 1; default 2.</summary>
    public int MinTracklets { get; init; } = 2;

    /// <summary>The settings of a pipeline.</summary>
    /// <param name="options">The pipeline.</param>
    /// <param name="minTracklets">Tracklets that make a new identity.</param>
    public static RunSettings Of(ClusteringPipelineOptions options, int minTracklets)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new()
        {
            Algorithm = options.Algorithm,
            Distance = options.Distance,
            Eps = options.Clustering.Eps,
            MinSamples = options.Clustering.MinSamples,
            MinSize = options.Clustering.MinSize,
            Linkage = options.Clustering.Linkage,
            K1 = options.Jaccard.K1,
            K2 = options.Jaccard.K2,
            ExactUpTo = options.Neighbours.ExactUpTo,
            Probes = options.Neighbours.Probes,
            MinTracklets = minTracklets,
        };
    }

    /// <summary>The pipeline of these settings.</summary>
    public ClusteringPipelineOptions ToOptions() => s_default with
    {
        Algorithm = Algorithm,
        Distance = Distance,
        Clustering = s_default.Clustering with { Eps = Eps, MinSamples = MinSamples, MinSize = MinSize, Linkage = Linkage },
        Jaccard = s_default.Jaccard with { K1 = K1, K2 = K2 },
        Neighbours = s_default.Neighbours with { ExactUpTo = ExactUpTo, Probes = Probes },
    };
}
