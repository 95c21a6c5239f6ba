using ReId.Contracts;

namespace ReId.Index.Tests.Consumers;

/// <summary>A gallery whose disk is full, or of which something else is wrong, for a number of additions.</summary>
internal sealed class BrokenGallery(int failures, ReIdException? failure = null) : IGallery
{
    private int _additions;

    public int Additions => _additions;

    public Task<AddResult> AddAsync(IReadOnlyList<GalleryEntry> entries, CancellationToken cancellationToken) =>
        Interlocked.Increment(ref _additions) <= failures
            ? throw failure ?? new ReIdException("The disk is full.")
            : Task.FromResult(new AddResult { Added = entries.Count, Duplicates = 0 });

    public Task<int> RemoveAsync(IReadOnlyCollection<Guid> cropIds, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<SearchHit>> SearchAsync(
        ReadOnlyMemory<float> vector, SearchOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<GalleryCrop?> FindCropAsync(Guid cropId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<float[]?> FindVectorAsync(Guid cropId, string modelId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyDictionary<Guid, float[]>> FindVectorsAsync(
        IReadOnlyCollection<Guid> cropIds, string modelId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<string>> ModelsOfAsync(Guid cropId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<byte[]?> ReadImageAsync(Guid cropId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<GalleryCrop> ListCropsAsync(CropListing listing, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<GalleryCamera>> CamerasAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<GalleryTracklet>> TrackletsAsync(CropListing listing, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<GalleryVector> VectorsAsync(string modelId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public int? DimensionOf(string modelId) => throw new NotSupportedException();

    public Task<GalleryStats> StatsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
