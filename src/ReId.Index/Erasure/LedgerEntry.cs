namespace ReId.Index.Erasure;

/// <summary>An erasure as the ledger keeps it: enough to repeat it on an older backup. Ids only.</summary>
internal sealed record LedgerEntry
{
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    public required ErasureRequest Request { get; init; }

    /// <summary>The crops it was about; empty where the request names them by camera and time.</summary>
    public IReadOnlyList<Guid> Crops { get; init; } = [];

    /// <summary>The identities that went, those that were merged into them among them.</summary>
    public IReadOnlyList<Guid> Identities { get; init; } = [];

    /// <summary>Whether a broker may hold messages about it.</summary>
    public bool Broker { get; init; }
}
