using ReId.Contracts;
using ReId.Index.Segments;

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
    /// Vectors added since the index cache was last written that make it be written again, but at least a quarter of
    /// all; default 20,000. The cache
    /// is also written when the gallery is closed; a lost one costs start-up time, never data.
    /// </summary>
    public int CacheEvery { get; init; } = 20_000;

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(Directory))
        {
            throw new ReIdException("The gallery needs a directory.");
        }

        _ = SegmentCatalog.Get(IndexKind);
        if (SearchThreads < 0)
        {
            throw new ReIdException($"The number of search threads is 0 (one per core) or more, not {SearchThreads}.");
        }

        if (CacheEvery < 1)
        {
            throw new ReIdException($"The index cache is written every 1 vector or more, not every {CacheEvery}.");
        }
    }
}
