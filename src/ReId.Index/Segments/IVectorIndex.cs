using ReId.Index.Segments.Searching;

namespace ReId.Index.Segments;

/// <summary>
/// What makes the vectors of all models quick to search: a copy of what the database holds, which follows it. Whatever
/// is wrong with the copy is put right from the database.
/// </summary>
internal interface IVectorIndex : IAsyncDisposable
{
    /// <summary>Vectors that can be found, of all models.</summary>
    long Count { get; }

    /// <summary>The index of each model at this moment.</summary>
    IReadOnlyList<IndexStatus> Status();

    /// <summary>Number of parts of a model's index that hold vectors.</summary>
    int Segments(string model);

    /// <summary>Opens the index and brings it up to what the database says; once, before anything else.</summary>
    Task LoadAsync(IEnumerable<ModelInfo> models, CancellationToken cancellationToken);

    /// <summary>Compares every index with the database and follows it; not beside a write.</summary>
    Task CatchUpAsync(IEnumerable<ModelInfo> models, CancellationToken cancellationToken);

    /// <summary>
    /// Adds committed vectors. Never fails: they are stored, and an index that cannot follow is put right by the next
    /// search.
    /// </summary>
    Task AddAsync(IReadOnlyList<CommittedVector> vectors);

    /// <summary>Removes the vectors of crops that were removed. Never fails, like <see cref="AddAsync"/>.</summary>
    Task RemoveAsync(IReadOnlySet<Guid> crops);

    /// <summary>The vectors most similar to a query, best first.</summary>
    Task<IReadOnlyList<ScoredRecord>> SearchAsync(SearchQuery query, CancellationToken cancellationToken);

    /// <summary>Rewrites whatever holds a vector that was removed; afterwards nothing of the index does.</summary>
    /// <exception cref="IOException">A file could not be written or deleted.</exception>
    Task CompactAsync(CancellationToken cancellationToken);

    /// <summary>Whether searches can be answered now, as far as that is not up to this process; throws where they cannot.</summary>
    /// <exception cref="ReId.Contracts.StoreUnavailableException">The index is elsewhere and cannot be reached.</exception>
    Task RequireAsync(CancellationToken cancellationToken);

    /// <summary>Waits until nothing is left to do in the background.</summary>
    Task SettleAsync();

    /// <summary>On closing: ends the work in the background and saves what would take long to repeat.</summary>
    Task SaveAsync(bool closing);
}
