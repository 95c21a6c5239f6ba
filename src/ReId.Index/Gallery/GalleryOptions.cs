using Microsoft.EntityFrameworkCore.Diagnostics;
using ReId.Contracts;
using ReId.Index.Database;
using ReId.Index.Segments.Kinds;
using ReId.Index.Segments.Searching;

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

    /// <summary>Where pictures are: null (default) for files in the directory, or a bucket. See docs/s3.md.</summary>
    public Blobs.S3Place? Pictures { get; init; }

    /// <summary>
    /// Where vectors are searched: null (default) for the built-in index; a PostgreSQL database with pgvector, written as
    /// for <see cref="Database"/>, and <c>Search Path=NAME</c> for a schema other than <c>reid_vectors</c>; or
    /// <see cref="NoVectorDatabase"/> for a gallery that goes back to the built-in index. See docs/pgvector.md.
    /// </summary>
    public string? VectorDatabase { get; init; }

    /// <summary>The <see cref="VectorDatabase"/> of a gallery that had one and shall have none any more.</summary>
    public const string NoVectorDatabase = "none";

    /// <summary>
    /// Kind of vector index: <c>auto</c> (default: by size), <c>flat</c> (exact), <c>hnsw</c>, <c>ivf-flat</c>,
    /// <c>ivf-pq</c> or <c>rabitq</c>; see docs/index.md. It may change between two starts: what is there is rebuilt in the background.
    /// </summary>
    public string IndexKind { get; init; } = DefaultIndexKind;

    /// <summary>By size.</summary>
    public const string DefaultIndexKind = "auto";

    /// <summary>What <see cref="IndexKind"/> may be.</summary>
    public static IReadOnlyList<string> IndexKinds { get; } = [.. SegmentCatalog.All.Select(factory => factory.Name)];

    /// <summary>
    /// Searches that run at the same time; 0 (default) for a quarter of the cores, but at least 2 and at most 4. Each has
    /// its share of the cores (cores / searches, at least one) to divide a large scan among.
    /// </summary>
    public int SearchThreads { get; init; }

    /// <summary>
    /// Vectors that make a segment of the index: so many are kept in memory (twice their stored size at most) before they
    /// are written to a file; default 20,000. They are also written when the gallery is closed; what is not written is
    /// read from the database again at the next start.
    /// </summary>
    public int CacheEvery { get; init; } = 20_000;

    /// <summary>To look at a gallery whose vectors are searched elsewhere without going there: restoring, the doctor.</summary>
    internal bool BesideVectorDatabase { get; init; }

    internal bool UsesVectorDatabase => VectorDatabase is not null and not NoVectorDatabase;

    /// <summary>For tests: rows that the index lacks and still waits for when it opens; more are read while it serves.</summary>
    internal int ReplayAtOnce { get; init; } = 50_000;

    /// <summary>For tests: components that are compared one by one rather than asking an index.</summary>
    internal long AlwaysCompared { get; init; } = SearchLimits.DefaultAlwaysCompared;

    /// <summary>For tests: hears of every change to the folder of the index before it happens.</summary>
    internal Action<string>? OnIndexFile { get; init; }

    /// <summary>For tests: what sits between EF Core and the database.</summary>
    internal IReadOnlyList<IInterceptor> Interceptors { get; init; } = [];

    private const int MostRowsOfHead = 1_000_000;

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

        if (UsesVectorDatabase)
        {
            _ = PostgresConnection.Parse(VectorDatabase!, "vector database");
        }

        _ = SegmentCatalog.Get(IndexKind);
        if (SearchThreads < 0)
        {
            throw new ReIdException($"The number of search threads is 0 (chosen by the number of cores) or more, not {SearchThreads}.");
        }

        if (CacheEvery is < 1 or > MostRowsOfHead)
        {
            throw new ReIdException($"The index cache is written every 1 to {MostRowsOfHead} vectors, not every {CacheEvery}.");
        }
    }
}
