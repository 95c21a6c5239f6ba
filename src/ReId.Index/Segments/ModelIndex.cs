namespace ReId.Index.Segments;

/// <summary>
/// The vector index of one model behind a lock: searches side by side, changes alone. All work on segments happens on
/// the search threads. Contents that a failed change has spoilt are thrown away, and the next search loads them anew.
/// </summary>
internal sealed class ModelIndex(
    ModelInfo model, ISegmentFactory factory, IVectorSource source, SearchThreads threads, IndexLog log) : IAsyncDisposable
{
    private readonly AsyncReaderWriterLock _lock = new();
    private IndexContents? _contents;
    private bool _disposed;

    public ModelInfo Model => model;

    public int Count => _contents?.Table.Count ?? 0;

    public int Segments => _contents is null ? 0 : 1;

    /// <summary>Vectors added or removed since the cache was read or written.</summary>
    public long Unsaved => _contents?.Unsaved ?? 0;

    public async Task LoadAsync(CachedSegment? cached, CancellationToken cancellationToken)
    {
        using (await _lock.WriteAsync(cancellationToken))
        {
            await ReloadAsync(cached, cancellationToken);
        }
    }

    /// <summary>Adds vectors that the database has committed.</summary>
    public Task AddAsync(IReadOnlyList<(VectorRecord Record, float[] Vector)> vectors) =>
        ChangeAsync(contents => contents.Add(vectors));

    /// <summary>Removes the vectors of crops that the database has removed.</summary>
    public Task RemoveAsync(IReadOnlySet<Guid> crops) => ChangeAsync(contents => contents.Remove(crops));

    /// <summary>Brings the contents up to what the database says, or throws them away for the next search to load.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        using (await _lock.WriteAsync(cancellationToken))
        {
            if (_contents is not { } contents)
            {
                return;
            }

            var sound = false;
            try
            {
                sound = await contents.CatchUpAsync(model, source, threads, cancellationToken);
            }
            finally
            {
                if (!sound)
                {
                    _contents = null;
                    contents.Dispose();
                }
            }
        }
    }

    public async Task<IReadOnlyList<ScoredRecord>> SearchAsync(
        float[] query, int k, RecordFilter filter, SearchGrouping grouping, CancellationToken cancellationToken)
    {
        while (true)
        {
            using (await _lock.ReadAsync(cancellationToken))
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (_contents is { } contents)
                {
                    return await threads.RunAsync(
                        () => TopKSearch.Run(
                            contents.Segment, contents.Table, query, k, filter, grouping, cancellationToken),
                        cancellationToken);
                }
            }

            using (await _lock.WriteAsync(cancellationToken))
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (_contents is null)
                {
                    log.IndexReloaded(model.Name);
                    await ReloadAsync(cached: null, cancellationToken);
                }
            }
        }
    }

    /// <summary>Writes the segment to the cache; searches go on meanwhile, changes wait.</summary>
    public async Task SaveAsync(SegmentCache cache, CancellationToken cancellationToken)
    {
        using (await _lock.ReadAsync(cancellationToken))
        {
            if (_contents is not { } contents)
            {
                return;
            }

            await cache.SaveAsync(
                model,
                contents.Table.LastSequence,
                contents.Table.Count,
                path => threads.RunAsync(
                    () =>
                    {
                        contents.Segment.Save(path);
                        return path;
                    },
                    cancellationToken),
                cancellationToken);
            contents.MarkSaved();
        }
    }

    /// <summary>Waits for the searches in progress.</summary>
    public async ValueTask DisposeAsync()
    {
        using (await _lock.WriteAsync(CancellationToken.None))
        {
            _disposed = true;
            _contents?.Dispose();
            _contents = null;
        }
    }

    private async Task ChangeAsync(Action<IndexContents> change)
    {
        using (await _lock.WriteAsync(CancellationToken.None))
        {
            if (_contents is not { } contents)
            {
                return; // The next search loads it all anyway.
            }

            try
            {
                await threads.RunAsync(
                    () =>
                    {
                        change(contents);
                        return contents;
                    },
                    CancellationToken.None);
            }
            catch
            {
                _contents = null;
                contents.Dispose();
                throw;
            }
        }
    }

    private async Task ReloadAsync(CachedSegment? cached, CancellationToken cancellationToken)
    {
        _contents?.Dispose();
        _contents = null;
        _contents = await IndexContents.LoadAsync(model, factory, source, cached, threads, log, cancellationToken);
    }
}
