using ReId.Contracts;

namespace ReId.Index;

/// <summary>
/// Everything that was ever indexed: crops with their pictures, their vectors, and exact search over them. The
/// database is the truth, the vector index only a cache of it. All members may be called from many threads at once.
/// </summary>
/// <remarks>
/// Failures that a user can do something about (a full disk, a damaged database, an unknown model) are thrown as
/// <see cref="ReIdException"/>.
/// </remarks>
public interface IGallery : IAsyncDisposable
{
    /// <summary>
    /// Stores crops with their vectors. When the call returns, every entry is durable (pictures before rows, one
    /// commit for all) and can be found by a search. Adding the same (crop id, model id) again changes nothing.
    /// </summary>
    /// <param name="entries">The crops; the same crop may occur several times, with different models.</param>
    /// <param name="cancellationToken">Cancels up to the commit; a committed batch is always finished.</param>
    /// <returns>What became of the entries; those that can never be indexed are listed, the others are stored.</returns>
    /// <exception cref="ReIdException">The disk is full or the database is damaged; nothing of the batch is stored.</exception>
    Task<AddResult> AddAsync(IReadOnlyList<GalleryEntry> entries, CancellationToken cancellationToken);

    /// <summary>Removes crops with all their vectors and pictures. Unknown ids are ignored.</summary>
    /// <param name="cropIds">The crops to forget.</param>
    /// <param name="cancellationToken">Cancels up to the commit.</param>
    /// <returns>Number of crops removed.</returns>
    Task<int> RemoveAsync(IReadOnlyCollection<Guid> cropIds, CancellationToken cancellationToken);

    /// <summary>The crops most similar to a vector, best first. Exact: no crop is missed by approximation.</summary>
    /// <param name="vector">The query, of the model's dimension; any length above zero (it is normalised here).</param>
    /// <param name="options">Model, number of hits, filters and grouping.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>At most <see cref="SearchOptions.K"/> hits; fewer when fewer pass the filters.</returns>
    /// <exception cref="ReIdException">
    /// The model has no vectors here, the dimension is not the model's, or the query is zero or not finite.
    /// </exception>
    Task<IReadOnlyList<SearchHit>> SearchAsync(
        ReadOnlyMemory<float> vector, SearchOptions options, CancellationToken cancellationToken);

    /// <summary>A crop's metadata, or null when the id is unknown.</summary>
    /// <param name="cropId">The crop.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<GalleryCrop?> FindCropAsync(Guid cropId, CancellationToken cancellationToken);

    /// <summary>A crop's L2-normalised vector, or null when the crop has none of that model.</summary>
    /// <param name="cropId">The crop.</param>
    /// <param name="modelId">The model.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<float[]?> FindVectorAsync(Guid cropId, string modelId, CancellationToken cancellationToken);

    /// <summary>The L2-normalised vectors of crops, by crop; those that have none of that model are left out.</summary>
    /// <param name="cropIds">The crops.</param>
    /// <param name="modelId">The model.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<IReadOnlyDictionary<Guid, float[]>> FindVectorsAsync(
        IReadOnlyCollection<Guid> cropIds, string modelId, CancellationToken cancellationToken);

    /// <summary>The models that a crop has a vector of, by name; empty when the crop is unknown.</summary>
    /// <param name="cropId">The crop.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<IReadOnlyList<string>> ModelsOfAsync(Guid cropId, CancellationToken cancellationToken);

    /// <summary>A crop's encoded picture, or null when the crop is unknown or its picture is gone.</summary>
    /// <param name="cropId">The crop.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<byte[]?> ReadImageAsync(Guid cropId, CancellationToken cancellationToken);

    /// <summary>Streams crops by capture time, then by id. For pages, see <see cref="CropListing.After"/>.</summary>
    /// <param name="listing">Which crops.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    IAsyncEnumerable<GalleryCrop> ListCropsAsync(CropListing listing, CancellationToken cancellationToken);

    /// <summary>The cameras that gave crops, by name.</summary>
    /// <param name="cancellationToken">Cancels the counting.</param>
    Task<IReadOnlyList<GalleryCamera>> CamerasAsync(CancellationToken cancellationToken);

    /// <summary>Tracklets, the one seen last first; <see cref="CropListing.Beyond"/> names its last time and its id.</summary>
    /// <param name="listing">Which crops count.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    Task<IReadOnlyList<GalleryTracklet>> TrackletsAsync(CropListing listing, CancellationToken cancellationToken);

    /// <summary>Streams all L2-normalised vectors of a model in the order in which they were added.</summary>
    /// <param name="modelId">The model; an unknown one gives an empty stream.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    IAsyncEnumerable<GalleryVector> VectorsAsync(string modelId, CancellationToken cancellationToken);

    /// <summary>Components of a model's vectors, without asking the database; null for a model that has none here.</summary>
    /// <param name="modelId">The model.</param>
    int? DimensionOf(string modelId);

    /// <summary>Counts of what the gallery holds.</summary>
    /// <param name="cancellationToken">Cancels the counting.</param>
    Task<GalleryStats> StatsAsync(CancellationToken cancellationToken);
}
