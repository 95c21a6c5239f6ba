using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using ReId.Contracts.Blobs;
using ReId.Testing;

namespace ReId.Index.Tests.Support;

/// <summary>A test with a gallery directory of its own.</summary>
public abstract class GalleryTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private string? _database;
    private string? _vectors;

    internal Sample Sample { get; } = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected string Directory => _folder.File("gallery");

    protected string File(params string[] parts) => _folder.File(["gallery", .. parts]);

    /// <summary>The database of this test's gallery; null for SQLite in the directory.</summary>
    protected virtual Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);

    /// <summary>Where vectors are searched; null for the built-in index.</summary>
    protected virtual Task<string?> VectorsAsync() => Task.FromResult<string?>(null);

    protected async Task<Index.Gallery> OpenAsync(
        IBlobStore? blobs = null,
        ILoggerFactory? loggers = null,
        int cacheEvery = 20_000,
        params IReadOnlyList<IInterceptor> interceptors) =>
        await Index.Gallery.OpenAsync(
            new GalleryOptions
            {
                Directory = Directory,
                Database = _database ??= await DatabaseAsync(),
                VectorDatabase = _vectors ??= await VectorsAsync(),
                SearchThreads = 2,
                CacheEvery = cacheEvery,
                Interceptors = interceptors,
            },
            blobs,
            loggers,
            Token);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _folder.Dispose();
}
