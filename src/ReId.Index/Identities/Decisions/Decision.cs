namespace ReId.Index.Identities;

/// <summary>What an operator decided about crops and identities. It holds until a later decision or an undo.</summary>
public sealed record Decision
{
    /// <summary>The decision.</summary>
    public required Guid Id { get; init; }

    /// <summary>What was decided.</summary>
    public required DecisionKind Kind { get; init; }

    /// <summary>The identity it is about; with <see cref="DecisionKind.Merge"/> the one that stays.</summary>
    public required Guid IdentityId { get; init; }

    /// <summary>
    /// With <see cref="DecisionKind.Merge"/> the identity that went into it, with <see cref="DecisionKind.Split"/> the
    /// new one; null with the others.
    /// </summary>
    public Guid? OtherIdentityId { get; init; }

    /// <summary>The crops it is about: with a merge the members of both at that moment, with a split those that left.</summary>
    public required IReadOnlyList<Guid> Crops { get; init; }

    /// <summary>Who decided.</summary>
    public required string MadeBy { get; init; }

    /// <summary>When, UTC; no two decisions of a gallery share a time, so it orders them.</summary>
    public required DateTimeOffset MadeAt { get; init; }
}

/// <summary>Kinds of decisions.</summary>
public enum DecisionKind
{
    /// <summary>These crops show this identity.</summary>
    Confirm = 0,

    /// <summary>These crops do not show this identity.</summary>
    Reject = 1,

    /// <summary>Two identities are one.</summary>
    Merge = 2,

    /// <summary>These crops of an identity are somebody else, all the same one.</summary>
    Split = 3,
}
