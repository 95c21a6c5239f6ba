using Microsoft.EntityFrameworkCore.Diagnostics;
using ReId.Contracts;
using ReId.Index.Database;
using ReId.Index.Segments;

namespace ReId.Index;

/// <summary>Where a gallery lives and how it searches.</summary>
public sealed record GalleryOptions
{
    /// <summary>Directory of the gallery; created when missing. One process at a time.</summary>
    public required string Directory { get; init; }

    /// <summary>
    /// Where the rows are: null (default) for SQLite in the directory, or a PostgreSQL database, as
    /// <c>Host=…;Database=…;Username=…;Password=…</c> or <c>postgres://user:password@host:port/database</c>. Pictures, the
    /// index and the lock stay in the directory.
    /// </summary>
    public string? Database { get; init; }

    /// <summary>Kind of vector index: <c>flat</c> (exact), the only one so far.</summary>
    public string IndexKind { get; init; } = "flat";

    /// <summary>
    /// Searches that run at the same time; 0 (default) for a quarter of the cores, but at least 2 and at most 4. Each has
    /// its share of the cores (cores / searches, at least one) to divide a large scan among.
    /// </summary>
    public int SearchThreads { get; init; }

    /// <summary>
    /// Vectors added since the index cache was last written that make it be written again, but at least a quarter of
    /// all; default 20,000. The cache
    /// is also written when the gallery is closed; a lost one costs start-up time, never data.
    /// </summary>
    public int CacheEvery { get; init; } = 20_000;

    /// <summary>For tests: what sits between EF Core and the database.</summary>
    internal IReadOnlyList<IInterceptor> Interceptors { get; init; } = [];

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(Directory))
        {
            throw new ReIdException("The gallery needs a directory.");
        }

        if (Database is not null)
        {
            _ = PostgresConnection.Parse(Database);
        }

        _ = SegmentCatalog.Get(IndexKind);
        if (SearchThreads < 0)
        {
            throw new ReIdException($"The number of search threads is 0 (chosen by the number of cores) or more, not {SearchThreads}.");
        }

        if (CacheEvery < 1)
        {
            throw new ReIdException($"The index cache is written every 1 vector or more, not every {CacheEvery}.");
        }
    }
}
