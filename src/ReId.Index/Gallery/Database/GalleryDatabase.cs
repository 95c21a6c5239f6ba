namespace ReId.Index.Database;

/// <summary>
/// The database of a gallery: opened by whoever holds the gallery's lock, then asked for contexts. A product is a
/// subclass; nothing else knows it.
/// </summary>
internal abstract class GalleryDatabase : IGalleryContextFactory
{
    /// <inheritdoc/>
    public abstract GalleryDbContext CreateContext();

    /// <summary>Brings the schema up to date.</summary>
    /// <param name="check">Also read it all and verify its structure (after an unclean end).</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public abstract Task OpenAsync(bool check, CancellationToken cancellationToken);

    /// <summary>
    /// Takes what was deleted out of the database's files as well. With <paramref name="rewrite"/> they are written anew,
    /// which takes long and holds others up; without it that is left to what overwrites by itself.
    /// </summary>
    public abstract Task ScrubAsync(bool rewrite, CancellationToken cancellationToken);

    /// <summary>Makes everything durable where it belongs and lets go.</summary>
    public abstract Task CloseAsync();

    /// <summary>Closes the connections that the pool holds.</summary>
    public abstract void Release();
}
