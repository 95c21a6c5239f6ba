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
    /// Makes sure that this process is still the one that writes. Where that right can be lost under an open gallery and
    /// was, it is taken again.
    /// </summary>
    /// <returns>How often it was lost so far: where that has risen, what is kept in memory may be out of date.</returns>
    /// <exception cref="ReId.Contracts.StoreUnavailableException">Another process writes now.</exception>
    public virtual Task<int> HoldAsync(CancellationToken cancellationToken) => Task.FromResult(0);

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
