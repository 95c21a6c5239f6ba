namespace ReId.Index;

/// <summary>Where a gallery lives and how it searches.</summary>
public sealed record GalleryOptions
{
    /// <summary>Directory of the gallery; created when missing. One process at a time.</summary>
    public required string Directory { get; init; }

    /// <summary>Kind of vector index: <c>flat</c> (exact), the only one so far.</summary>
    public string IndexKind { get; init; } = "flat";

    /// <summary>Threads that search; 0 (default) for one per core. One search runs on one thread.</summary>
    public int SearchThreads { get; init; }

    /// <summary>
    /// Vectors added since the index cache was last written that make it be written again; default 20,000. The cache
    /// is written on disposal too; a lost one costs start-up time, never data.
    /// </summary>
    public int CacheEvery { get; init; } = 20_000;
}
