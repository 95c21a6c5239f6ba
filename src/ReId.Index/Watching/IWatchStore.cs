namespace ReId.Index.Watching;

/// <summary>The watch list of a gallery and what it raised.</summary>
public interface IWatchStore
{
    /// <summary>Stores a watch.</summary>
    /// <param name="watch">The watch.</param>
    /// <param name="cancellationToken">Cancels up to the commit.</param>
    Task AddAsync(Watch watch, CancellationToken cancellationToken);

    /// <summary>All watches in the order in which they were made.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    Task<IReadOnlyList<Watch>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Removes a watch and its hits.</summary>
    /// <param name="id">The watch.</param>
    /// <param name="cancellationToken">Cancels up to the commit.</param>
    /// <returns>False where there is no such watch.</returns>
    Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Stores that a crop raised a watch; once for each pair, however often it is said.</summary>
    /// <param name="watchId">The watch.</param>
    /// <param name="cropId">The crop.</param>
    /// <param name="score">Cosine similarity of both.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="cancellationToken">Cancels up to the commit.</param>
    /// <returns>False where it was stored already, or the watch is gone.</returns>
    Task<bool> AddHitAsync(Guid watchId, Guid cropId, float score, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Hits of a watch, newest first.</summary>
    /// <param name="watchId">The watch.</param>
    /// <param name="before">Only hits before this sequence number; null for all.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    Task<IReadOnlyList<WatchHit>> HitsAsync(Guid watchId, long? before, int limit, CancellationToken cancellationToken);
}
