namespace ReId.Index.Erasure;

/// <summary>
/// What a step of an erasure is about to remove, written down before it is removed: what the rows do not say any more,
/// once they are gone, is read here by whoever goes on after a kill. It lives until the receipt is stored.
/// </summary>
internal sealed record ErasureNote
{
    public IReadOnlyList<NotedCrop> Crops { get; init; } = [];

    /// <summary>Names of people, to be looked for in the files afterwards.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Identities that go, whether rows of them are left or not.</summary>
    public IReadOnlyList<Guid> Identities { get; init; } = [];

    /// <summary>Those of them that have a row.</summary>
    public IReadOnlyList<Guid> People { get; init; } = [];

    public IReadOnlyList<Guid> Decisions { get; init; } = [];

    public IReadOnlyList<long> Changes { get; init; } = [];

    public IReadOnlyList<Guid> Watches { get; init; } = [];

    public IReadOnlyList<Guid> RaisedWatches { get; init; } = [];

    public IReadOnlyList<long> WatchHits { get; init; } = [];
}

/// <summary>A crop that is about to be removed.</summary>
/// <param name="Id">It.</param>
/// <param name="BlobKey">Where its picture is.</param>
/// <param name="Assigned">Whether it shows somebody.</param>
/// <param name="Vectors">Its vectors.</param>
internal sealed record NotedCrop(Guid Id, string BlobKey, bool Assigned, IReadOnlyList<NotedVector> Vectors);

/// <summary>A vector that is about to be removed.</summary>
/// <param name="Model">Its model.</param>
/// <param name="Pieces">What of its bytes is looked for in files.</param>
/// <param name="Data">All of it, of the first ones, to be searched with; null of the others.</param>
internal sealed record NotedVector(string Model, IReadOnlyList<ResiduePiece> Pieces, byte[]? Data);

/// <summary>A piece of a vector as a file may hold it: eight bytes to look for, and a hash of what stands there.</summary>
/// <param name="Key">The first eight bytes.</param>
/// <param name="Length">Length of the piece.</param>
/// <param name="Hash">Hash of the piece.</param>
internal sealed record ResiduePiece(ulong Key, int Length, ulong Hash);
