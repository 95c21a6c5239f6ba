using ReId.Contracts;

namespace ReId.Index.Tests.Consumers;

/// <summary>A gallery whose disk is full.</summary>
internal sealed class BrokenGallery : IGallery
{
    public Task<AddResult> AddAsync(IReadOnlyList<GalleryEntry> entries, CancellationToken cancellationToken) =>
        throw new ReIdException("The disk is full.");

    public Task<int> RemoveAsync(IReadOnlyCollection<Guid> cropIds, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<SearchHit>> SearchAsync(
        ReadOnlyMemory<float> vector, SearchOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<GalleryCrop?> FindCropAsync(Guid cropId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<float[]?> FindVectorAsync(Guid cropId, string modelId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<byte[]?> ReadImageAsync(Guid cropId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<GalleryCrop> ListCropsAsync(CropListing listing, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<GalleryVector> VectorsAsync(string modelId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<GalleryStats> StatsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
