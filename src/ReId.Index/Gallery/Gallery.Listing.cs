namespace ReId.Index;

/// <summary>Lists that are sums over many crops.</summary>
public sealed partial class Gallery
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<GalleryCamera>> CamerasAsync(CancellationToken cancellationToken) => ReadAsync(async () =>
    {
        await using var context = _database.CreateContext();
        return await GalleryLists.CamerasAsync(context, cancellationToken);
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<GalleryTracklet>> TrackletsAsync(CropListing listing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(listing);
        return ReadAsync(async () =>
        {
            await using var context = _database.CreateContext();
            return await GalleryLists.TrackletsAsync(context, listing, cancellationToken);
        });
    }
}
