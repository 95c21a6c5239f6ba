using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using ReId.Contracts.Blobs;
using ReId.Index.Blobs;
using ReId.Testing;

namespace ReId.Index.Tests.Support;

/// <summary>A test with a gallery directory of its own.</summary>
public abstract class GalleryTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private string? _database;
    private string? _vectors;
    private S3Place? _pictures;

    internal Sample Sample { get; } = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected string Directory => _folder.File("gallery");

    protected string File(params string[] parts) => _folder.File(["gallery", .. parts]);

    /// <summary>The database of this test's gallery; null for SQLite in the directory.</summary>
    protected virtual Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);

    /// <summary>Where vectors are searched; null for the built-in index.</summary>
    protected virtual Task<string?> VectorsAsync() => Task.FromResult<string?>(null);

    /// <summary>Where pictures are; null for files in the directory.</summary>
    protected virtual Task<S3Place?> PicturesAsync() => Task.FromResult<S3Place?>(null);

    /// <summary>All of these together.</summary>
    protected async Task<GalleryOptions> OptionsAsync() => new()
    {
        Directory = Directory,
        Database = _database ??= await DatabaseAsync(),
        VectorDatabase = _vectors ??= await VectorsAsync(),
        Pictures = _pictures ??= await PicturesAsync(),
        SearchThreads = 2,
    };

    protected async Task<Index.Gallery> OpenAsync(
        IBlobStore? blobs = null,
        ILoggerFactory? loggers = null,
        int cacheEvery = 20_000,
        params IReadOnlyList<IInterceptor> interceptors) =>
        await Index.Gallery.OpenAsync(
            await OptionsAsync() with { CacheEvery = cacheEvery, Interceptors = interceptors }, blobs, loggers, Token);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _folder.Dispose();
}
