using ReId.Index;
using ReId.Index.Clustering;

namespace ReId.Search.Jobs;

/// <summary>Clusters everything that a gallery holds of one model.</summary>
/// <param name="gallery">The gallery.</param>
public sealed class ClusteringJob(IGallery gallery)
{
    /// <summary>Clusters the gallery's crops; the crops of one tracklet always share a cluster.</summary>
    /// <param name="modelId">The model whose vectors are compared.</param>
    /// <param name="clusterer">A name of <see cref="ClustererCatalog"/>, e.g. <c>distance</c>.</param>
    /// <param name="options">Threshold, linkage and least size.</param>
    /// <param name="cancellationToken">Stops the work; nothing is stored.</param>
    /// <returns>The crops in the order of their labels, and the labels.</returns>
    public async Task<(IReadOnlyList<GalleryVector> Crops, ClusteringResult Result)> RunAsync(
        string modelId, string clusterer, ClusteringOptions options, CancellationToken cancellationToken)
    {
        var strategy = ClustererCatalog.Get(clusterer);
        var crops = new List<GalleryVector>();
        await foreach (var crop in gallery.VectorsAsync(modelId, cancellationToken).ConfigureAwait(false))
        {
            crops.Add(crop);
        }

        var items = crops.ConvertAll(crop => new ClusterItem(crop.CropId, crop.TrackletId, crop.Vector));
        var result = await Task.Run(() => strategy.Cluster(items, options, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        return (crops, result);
    }
}
