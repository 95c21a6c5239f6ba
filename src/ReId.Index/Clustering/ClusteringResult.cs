namespace ReId.Index.Clustering;

/// <summary>Which crops show the same person.</summary>
public sealed record ClusteringResult
{
    /// <summary>Cluster of crops that belong to no cluster of the least size.</summary>
    public const int Singleton = -1;

    /// <summary>
    /// Cluster of each item, in the order of the input: 0 … <see cref="Clusters"/> - 1 in order of first occurrence, or
    /// <see cref="Singleton"/>.
    /// </summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>Cluster of each tracklet; every tracklet of the input is there.</summary>
    public required IReadOnlyDictionary<Guid, int> TrackletLabels { get; init; }

    /// <summary>Number of clusters of at least the least size.</summary>
    public required int Clusters { get; init; }

    /// <summary>Number of groups below the least size, all labelled <see cref="Singleton"/>.</summary>
    public required int Singletons { get; init; }
}
