using ReId.Contracts;

namespace ReId.Index.Identities;

/// <summary>
/// The identities of a gallery. Every change is one transaction, stands in the history and can be undone in one step.
/// Crops that are named stand for their whole tracklets unless <c>exact</c> is true. An identity that was merged into
/// another one answers as that one. All members may be called from many threads at once.
/// </summary>
/// <remarks>Unknown ids and requests that cannot be done are a <see cref="ReIdException"/> with one sentence.</remarks>
public interface IIdentityStore
{
    /// <summary>Who the crops show, for searches.</summary>
    IIdentityLookup Lookup { get; }

    /// <summary>An identity, or the one that it was merged into, from memory; null where there is none.</summary>
    Identity? Peek(Guid id);

    /// <summary>Identities that stand for themselves and have crops or a name.</summary>
    /// <param name="listing">Which, and in which order.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<IReadOnlyList<IdentitySummary>> ListAsync(IdentityListing listing, CancellationToken cancellationToken);

    /// <summary>One identity, or null.</summary>
    Task<IdentitySummary?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Who says of crops whom they show.</summary>
    /// <param name="crops">The crops; those of nobody are left out.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<IReadOnlyDictionary<Guid, Membership>> MembershipsAsync(IReadOnlyCollection<Guid> crops, CancellationToken cancellationToken);

    /// <summary>Where it was, by time.</summary>
    Task<IReadOnlyList<IdentityVisit>> TimelineAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Operations, newest first.</summary>
    /// <param name="identity">Only those that concern this identity.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="before">Only those before this <see cref="HistoryEntry.Sequence"/>.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<IReadOnlyList<HistoryEntry>> HistoryAsync(Guid? identity, int limit, long? before, CancellationToken cancellationToken);

    /// <summary>An operation with what it did to each identity, those it moved most crops of first; null where there is none.</summary>
    /// <param name="operationId">The operation; a run is the operation of its own id.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<OperationDetail?> OperationAsync(Guid operationId, CancellationToken cancellationToken);

    /// <summary>Of these operations those that were taken back, with the operation that did.</summary>
    Task<IReadOnlyDictionary<Guid, Guid>> UndoneAsync(IReadOnlyCollection<Guid> operations, CancellationToken cancellationToken);

    /// <summary>Gives a name, or takes it away with null.</summary>
    Task<OperationResult> NameAsync(Guid id, string? name, string actor, CancellationToken cancellationToken);

    /// <summary>Hides from lists, or shows again.</summary>
    Task<OperationResult> HideAsync(Guid id, bool hidden, string actor, CancellationToken cancellationToken);

    /// <summary>Says that identities are one; the first keeps its id.</summary>
    Task<OperationResult> MergeAsync(Guid into, IReadOnlyCollection<Guid> from, string actor, CancellationToken cancellationToken);

    /// <summary>Says that crops of an identity are somebody else, all the same one: a new identity.</summary>
    Task<OperationResult> SplitAsync(Guid id, IReadOnlyCollection<Guid> crops, bool exact, string actor, CancellationToken cancellationToken);

    /// <summary>Says that crops show this identity.</summary>
    Task<OperationResult> ConfirmAsync(Guid id, IReadOnlyCollection<Guid> crops, bool exact, string actor, CancellationToken cancellationToken);

    /// <summary>Says that crops do not show this identity; they never join it again.</summary>
    Task<OperationResult> RejectAsync(Guid id, IReadOnlyCollection<Guid> crops, bool exact, string actor, CancellationToken cancellationToken);

    /// <summary>Takes an operation back.</summary>
    Task<OperationResult> UndoAsync(Guid operationId, string actor, CancellationToken cancellationToken);
}
