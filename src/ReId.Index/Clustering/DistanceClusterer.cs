namespace ReId.Index.Clustering;

/// <summary>
/// Agglomerative clustering on cosine similarity, cut at a threshold. Tracklets are the leaves, so their crops stay
/// together. Time O(T² D + T²) and memory O(T²) for T tracklets with the nearest-neighbour-chain algorithm (Murtagh,
/// "A survey of recent advances in hierarchical clustering algorithms", 1983), plus O(N² D) for complete linkage over N
/// crops.
/// </summary>
public sealed class DistanceClusterer : IClusterer
{
    /// <inheritdoc/>
    public string Name => "distance";

    /// <inheritdoc/>
    public ClusteringResult Cluster(
        IReadOnlyList<ClusterItem> items, ClusteringOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var tracklets = TrackletGroups.Of(items);
        var similarity = TrackletSimilarity.Compute(items, tracklets, options.Linkage, cancellationToken);
        var dendrogram = NearestNeighbourChain.Build(similarity, tracklets.Sizes(), options.Linkage, cancellationToken);
        return ClusterLabels.Cut(items, tracklets, dendrogram, options);
    }
}
