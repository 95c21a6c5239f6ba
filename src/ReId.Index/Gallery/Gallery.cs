using System.Diagnostics;
using System.Runtime.CompilerServices;
using ReId.Contracts;
using ReId.Contracts.Blobs;
using ReId.Index.Blobs;
using ReId.Index.Database;
using ReId.Index.Erasure;
using ReId.Index.Segments;
using ReId.Index.Storage;

namespace ReId.Index;

/// <summary>A gallery in a directory: SQLite or PostgreSQL for rows, files for pictures, FAISS or pgvector for search.</summary>
public sealed partial class Gallery : IGallery
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LastPause = TimeSpan.FromSeconds(3);

    private readonly GalleryDirectory _directory;
    private readonly GalleryDatabase _database;
    private readonly GalleryNames _names = new();
    private readonly IBlobStore _blobs;
    private readonly S3BlobStore? _bucket;
    private readonly GalleryWriter _writer;
    private readonly GalleryReader _reader;
    private readonly GalleryOptions _options;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly IndexLog _log;
    private IIdentityLookup _identities = NoIdentities.Instance;
    private IVectorIndex? _vectors;
    private int _disposed;

    private Gallery(GalleryOptions options, GalleryDirectory directory, IBlobStore? blobs, IndexLog log)
    {
        (_options, _log) = (options, log);
        _directory = directory;
        _database = options.Database is { } connection
            ? new PostgresDatabase(connection, options.Interceptors)
            : new SqliteDatabase(directory.File(GalleryLayout.DatabaseFile), options.Interceptors);
        _bucket = blobs is null && options.Pictures is { } place ? new S3BlobStore(place) : null;
        _blobs = blobs ?? _bucket ?? (IBlobStore)new FileBlobStore(directory.File(GalleryLayout.BlobFolder));
        _writer = new GalleryWriter(_database, _blobs, _names, Gate, log);
        Ledger = new ErasureLedger(directory.File(GalleryLayout.ErasureFile));
        _reader = new GalleryReader(_database);
    }

    private IVectorIndex Vectors => _vectors ?? throw new InvalidOperationException("The gallery has no index before it is loaded.");

    /// <summary>Where its pictures are.</summary>
    public IBlobStore Blobs => _blobs;

    /// <summary>Contexts of its database, for the stores of this room.</summary>
    internal IGalleryContextFactory Contexts => _database;

    /// <summary>Who the crops show, for filters and grouping by identity; nobody until it is set.</summary>
    public IIdentityLookup Identities
    {
        get => Volatile.Read(ref _identities);
        set => Volatile.Write(ref _identities, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>Told of crops that are gone, after the database forgot them: whoever keeps them in mind lets them go.</summary>
    internal Func<IReadOnlySet<Guid>, Task>? Removed { get; set; }

    /// <summary>Where a clustering keeps what it finished, to go on after an interruption.</summary>
    internal string ClusteringFolder => _directory.File(GalleryLayout.ClusteringFolder);

    /// <inheritdoc/>
    public Task<AddResult> AddAsync(IReadOnlyList<GalleryEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return WriteAsync(
            async () =>
            {
                var start = Stopwatch.GetTimestamp();
                var (result, committed) = await _writer.AddAsync(entries, cancellationToken);
                await Vectors.AddAsync(committed);
                IndexMetrics.Added(start);
                return result;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> RemoveAsync(IReadOnlyCollection<Guid> cropIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cropIds);
        var removed = await WriteAsync(
            async () =>
            {
                var gone = await _writer.RemoveAsync(cropIds, cancellationToken);
                await Vectors.RemoveAsync(gone);
                return gone;
            },
            cancellationToken);
        if (removed.Count > 0 && Removed is { } tell)
        {
            await tell(removed);
        }

        return removed.Count;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SearchHit>> SearchAsync(
        ReadOnlyMemory<float> vector, SearchOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return ReadAsync<IReadOnlyList<SearchHit>>(async () =>
        {
            await SettleBesideWritesAsync(cancellationToken);
            var query = SearchQuery.Create(vector.Span, options, _names, Identities);
            var found = await Vectors.SearchAsync(query, cancellationToken);
            var crops = await _reader.FindCropsAsync([.. found.Select(hit => hit.Record.CropId)], cancellationToken);

            // A crop that was removed since the search is no hit any more. Rounding takes scores a little past 1.
            return [.. from hit in found
                       where crops.ContainsKey(hit.Record.CropId)
                       select new SearchHit { Crop = crops[hit.Record.CropId], Score = Math.Clamp(hit.Score, -1, 1) }];
        });
    }

    /// <inheritdoc/>
    public Task<GalleryCrop?> FindCropAsync(Guid cropId, CancellationToken cancellationToken) =>
        ReadAsync(() => _reader.FindCropAsync(cropId, cancellationToken));

    /// <inheritdoc/>
    public Task<float[]?> FindVectorAsync(Guid cropId, string modelId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        return ReadAsync(() => _reader.FindVectorAsync(cropId, modelId, cancellationToken));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<Guid, float[]>> FindVectorsAsync(
        IReadOnlyCollection<Guid> cropIds, string modelId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cropIds);
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        return ReadAsync(() => _reader.FindVectorsAsync(cropIds, modelId, cancellationToken));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ModelsOfAsync(Guid cropId, CancellationToken cancellationToken) =>
        ReadAsync(() => _reader.ModelsOfAsync(cropId, cancellationToken));

    /// <inheritdoc/>
    public Task<byte[]?> ReadImageAsync(Guid cropId, CancellationToken cancellationToken) => ReadAsync(async () =>
        await _reader.FindCropAsync(cropId, cancellationToken) is { } crop
            ? await _blobs.ReadAsync(crop.BlobKey, cancellationToken)
            : null);

    /// <inheritdoc/>
    public IAsyncEnumerable<GalleryCrop> ListCropsAsync(CropListing listing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(listing);
        if (listing.Limit < 0)
        {
            throw new ReIdException($"The limit of a listing is at least 0, not {listing.Limit}.");
        }

        return StreamAsync(_reader.ListCropsAsync(listing, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<GalleryVector> VectorsAsync(string modelId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        return StreamAsync(_reader.VectorsAsync(modelId, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public int? DimensionOf(string modelId)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        return _names.Model(modelId)?.Dimension;
    }

    /// <inheritdoc/>
    public Task<GalleryStats> StatsAsync(CancellationToken cancellationToken) =>
        ReadAsync(() => _reader.StatsAsync(Vectors.Segments, cancellationToken));

    private async Task<T> WriteAsync<T>(Func<Task<T>> write, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        await _writing.WaitAsync(cancellationToken);
        try
        {
            ThrowIfDisposed();
            return await GuardAsync(_directory.Path, () => RetryAsync(async () =>
            {
                try
                {
                    await HoldAsync(cancellationToken);
                    await SettleAsync(cancellationToken);
                    return await write();
                }
                catch
                {
                    Doubt();
                    throw;
                }
            }));
        }
        finally
        {
            _writing.Release();
        }
    }

    private Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        ThrowIfDisposed();
        return GuardAsync(_directory.Path, () => RetryAsync(read));
    }

    private async IAsyncEnumerable<T> StreamAsync<T>(
        IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        await using var enumerator = items.GetAsyncEnumerator(cancellationToken);
        while (await GuardAsync(_directory.Path, async () => await enumerator.MoveNextAsync()))
        {
            yield return enumerator.Current;
        }
    }

    // What is repeated is harmless twice: reads, and writes that ask first what is stored already.
    private static async Task<T> RetryAsync<T>(Func<Task<T>> work)
    {
        for (var pause = FirstPause; ; pause *= 3)
        {
            try
            {
                return await work();
            }
            catch (Exception failure) when (pause <= LastPause && PostgresFailures.IsTransient(failure))
            {
                await Task.Delay(pause);
            }
        }
    }

    private static async Task<T> GuardAsync<T>(string directory, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (DatabaseFailures.Explain(failure, directory) is { } explained)
        {
            throw explained;
        }
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
}
