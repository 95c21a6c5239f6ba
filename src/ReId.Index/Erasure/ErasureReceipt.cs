namespace ReId.Index.Erasure;

/// <summary>What an erasure removed, and that it is gone. Ids and numbers only.</summary>
public sealed record ErasureReceipt
{
    /// <summary>The erasure.</summary>
    public required Guid ErasureId { get; init; }

    /// <summary>When it was done, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Name of the key that asked, or who acts where nobody did.</summary>
    public required string Actor { get; init; }

    /// <summary>What was asked for.</summary>
    public required ErasureRequest Request { get; init; }

    /// <summary>Counts of what was removed.</summary>
    public required ErasureCounts Removed { get; init; }

    /// <summary>The crops that were removed, unless a camera or a span of time was asked for: those may be millions.</summary>
    public IReadOnlyList<Guid> CropIds { get; init; } = [];

    /// <summary>The identities that went with them.</summary>
    public IReadOnlyList<Guid> IdentityIds { get; init; } = [];

    /// <summary>Watches that went: they held a vector or an identity that was erased.</summary>
    public IReadOnlyList<Guid> WatchIds { get; init; } = [];

    /// <summary>Watches that erased crops had raised and that stay: somebody should look whether they are about the same person.</summary>
    public IReadOnlyList<Guid> RaisedWatchIds { get; init; } = [];

    /// <summary>What was looked at afterwards.</summary>
    public required ErasureCheck Check { get; init; }
}

/// <summary>How much was removed.</summary>
public sealed record ErasureCounts
{
    /// <summary>Crops.</summary>
    public int Crops { get; init; }

    /// <summary>Vectors, of all models.</summary>
    public int Vectors { get; init; }

    /// <summary>Picture files.</summary>
    public int Pictures { get; init; }

    /// <summary>Identities.</summary>
    public int Identities { get; init; }

    /// <summary>Crops that showed an identity.</summary>
    public int Assignments { get; init; }

    /// <summary>Operators' decisions.</summary>
    public int Decisions { get; init; }

    /// <summary>Steps of the history.</summary>
    public int Changes { get; init; }

    /// <summary>Watches.</summary>
    public int Watches { get; init; }

    /// <summary>What watches had found.</summary>
    public int WatchHits { get; init; }

    /// <summary>Dead letters of the broker.</summary>
    public int Messages { get; init; }
}

/// <summary>What was looked at after an erasure. Every number should be 0; one that is not is said with <see cref="Problems"/>.</summary>
public sealed record ErasureCheck
{
    /// <summary>Crops that a search or the database still finds.</summary>
    public int CropsFound { get; init; }

    /// <summary>Picture files that are still there.</summary>
    public int PicturesFound { get; init; }

    /// <summary>Vectors and names whose bytes are still in a file of the database or the index.</summary>
    public int ResiduesFound { get; init; }

    /// <summary>Bytes of files that were searched for them; null for a database elsewhere.</summary>
    public long? BytesScanned { get; init; }

    /// <summary>The database was written anew, since parts of it that were not in use still held some.</summary>
    public bool DatabaseRewritten { get; init; }

    /// <summary>There is no broker.</summary>
    public const string MessagesNone = "none";

    /// <summary>The broker's dead letters were searched.</summary>
    public const string MessagesRemoved = "removed";

    /// <summary>They were not yet.</summary>
    public const string MessagesPending = "pending";

    /// <summary>
    /// Of dead letters: <c>none</c> where there is no broker, <c>removed</c> when they were searched, <c>pending</c> while
    /// they were not; that is made good as soon as the broker can be reached.
    /// </summary>
    public string Messages { get; init; } = MessagesNone;

    /// <summary>Why they were not searched yet; null otherwise.</summary>
    public string? MessagesProblem { get; init; }

    /// <summary>What could not be erased, and why.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Nothing was found, and everything was looked at.</summary>
    public bool Clean => CropsFound + PicturesFound + ResiduesFound == 0 && Problems.Count == 0 && Messages != MessagesPending;
}
