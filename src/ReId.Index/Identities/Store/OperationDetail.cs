namespace ReId.Index.Identities;

/// <summary>An operation with what it did.</summary>
/// <param name="Entry">The operation as the history shows it.</param>
/// <param name="Undoes">The operation that it took back; null for others.</param>
/// <param name="Identities">The identities that it touched.</param>
public sealed record OperationDetail(HistoryEntry Entry, Guid? Undoes, IReadOnlyList<IdentityEffect> Identities);

/// <summary>What an operation did to one identity.</summary>
/// <param name="IdentityId">The identity.</param>
/// <param name="Created">It came to be.</param>
/// <param name="MergedInto">The identity it became part of; null where it did not.</param>
/// <param name="Gained">Crops that came to it.</param>
/// <param name="Lost">Crops that left it.</param>
/// <param name="From">Identities from which crops came, with how many.</param>
/// <param name="To">Identities to which crops went, with how many; the rest shows nobody known now.</param>
public sealed record IdentityEffect(
    Guid IdentityId, bool Created, Guid? MergedInto, int Gained, int Lost, IReadOnlyDictionary<Guid, int> From, IReadOnlyDictionary<Guid, int> To);
