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

    /// <summary>Stores which watches a crop raised, in one commit; once for each pair, however often it is said.</summary>
    /// <param name="cropId">The crop.</param>
    /// <param name="scores">Cosine similarity by watch.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="cancellationToken">Cancels up to the commit.</param>
    /// <returns>The watches of which it was not stored already; those that are gone are left out.</returns>
    Task<IReadOnlySet<Guid>> AddHitsAsync(
        Guid cropId, IReadOnlyDictionary<Guid, float> scores, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Hits of a watch, newest first.</summary>
    /// <param name="watchId">The watch.</param>
    /// <param name="before">Only hits before this sequence number; null for all.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    Task<IReadOnlyList<WatchHit>> HitsAsync(Guid watchId, long? before, int limit, CancellationToken cancellationToken);
}
