namespace ReId.Index.Clustering;

/// <summary>
/// Groups crops by the person they show. A strategy: one class, one name, one line in <see cref="ClustererCatalog"/>.
/// </summary>
public interface IClusterer
{
    /// <summary>The name that configuration selects it by.</summary>
    string Name { get; }

    /// <summary>Clusters crops; the crops of one tracklet always share a cluster. The same input gives the same result.</summary>
    /// <param name="items">The crops with L2-normalised vectors of one model.</param>
    /// <param name="options">Threshold, linkage and least size.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">The vectors differ in dimension.</exception>
    ClusteringResult Cluster(
        IReadOnlyList<ClusterItem> items, ClusteringOptions options, CancellationToken cancellationToken);
}

/// <summary>A crop to be clustered.</summary>
/// <param name="CropId">The crop.</param>
/// <param name="TrackletId">Its tracklet; crops of one tracklet show one person.</param>
/// <param name="Vector">Its L2-normalised embedding.</param>
public readonly record struct ClusterItem(Guid CropId, Guid TrackletId, ReadOnlyMemory<float> Vector);
