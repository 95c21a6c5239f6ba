namespace ReId.Index.Clustering.Pipeline;

/// <summary>What clustering gave.</summary>
public sealed record ClusteringOutcome
{
    /// <summary>For each row its cluster, numbered from 0 in order of first occurrence, or −1 for noise.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>Number of clusters.</summary>
    public required int Clusters { get; init; }

    /// <summary>Clusters of one row.</summary>
    public required int Singletons { get; init; }

    /// <summary>Rows in no cluster.</summary>
    public required int Noise { get; init; }

    /// <summary>Mean silhouette under cosine distance, of a sample; null where it has none or was not asked for.</summary>
    public required double? Silhouette { get; init; }

    /// <summary>Share of the true nearest neighbours that the search found, of a sample; null where it was exact.</summary>
    public required double? NeighbourRecall { get; init; }

    /// <summary>Seconds by stage, in order.</summary>
    public required IReadOnlyList<(string Stage, double Seconds)> Seconds { get; init; }
}
