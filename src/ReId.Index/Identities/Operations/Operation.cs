namespace ReId.Index.Identities;

/// <summary>What changes identities: one step of the history, one step to undo.</summary>
internal sealed record Operation
{
    public required Guid Id { get; init; }

    public required OperationKind Kind { get; init; }

    /// <summary>Name of the operator's key or login, or <see cref="IdentityActors"/>.</summary>
    public required string Actor { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>One sentence.</summary>
    public required string Reason { get; init; }

    public required IReadOnlyList<Change> Changes { get; init; }

    /// <summary>The operation that this one takes back.</summary>
    public Guid? Undoes { get; init; }

    public bool IsAutomatic => Kind is OperationKind.Run or OperationKind.Join;
}

/// <summary>Kinds of operations.</summary>
public enum OperationKind
{
    /// <summary>A name was given or taken.</summary>
    Name = 0,

    /// <summary>Hidden from lists.</summary>
    Hide = 1,

    /// <summary>Shown in lists again.</summary>
    Show = 2,

    /// <summary>Identities became one.</summary>
    Merge = 3,

    /// <summary>Crops of an identity became a new one.</summary>
    Split = 4,

    /// <summary>Crops were confirmed.</summary>
    Confirm = 5,

    /// <summary>Crops were rejected.</summary>
    Reject = 6,

    /// <summary>A clustering run.</summary>
    Run = 7,

    /// <summary>A tracklet joined an identity between runs.</summary>
    Join = 8,

    /// <summary>An operation was taken back.</summary>
    Undo = 9,
}

/// <summary>Who acts where no operator does.</summary>
public static class IdentityActors
{
    /// <summary>The nightly clustering.</summary>
    public const string Clustering = "clustering";

    /// <summary>The online join.</summary>
    public const string Online = "online";
}
