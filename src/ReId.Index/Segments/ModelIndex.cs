namespace ReId.Index.Segments;

/// <summary>
/// The vector index of one model: its records, its head segment, and the lock between them and their callers. All work
/// on the segment happens on the search threads.
/// </summary>
internal sealed class ModelIndex(
    ModelInfo model, ISegmentFactory factory, IVectorSource source, SearchThreads threads, IndexLog log) : IAsyncDisposable
{
    private const int ReplayBatch = 4096;

    private readonly AsyncReaderWriterLock _lock = new();
    private VectorTable _table = new();
    private ISegment? _segment;
    private bool _stale = true;
    private bool _disposed;

    public ModelInfo Model => model;

    /// <summary>Vectors added or removed since the cache was written or read.</summary>
    public long Unsaved { get; private set; }

    public int Count => _table.Count;

    /// <summary>Fills the index: from a cached segment when that is what the database says, otherwise from the database.</summary>
    public async Task LoadAsync(CachedSegment? cached, CancellationToken cancellationToken)
    {
        using (await _lock.WriteAsync(cancellationToken))
        {
            await ReloadAsync(cached, cancellationToken);
        }
    }

    /// <summary>Adds vectors that the database has committed.</summary>
    public async Task AddAsync(IReadOnlyList<(VectorRecord Record, float[] Vector)> vectors)
    {
        using (await _lock.WriteAsync(CancellationToken.None))
        {
            if (_stale)
            {
                return; // The next search reloads everything anyway.
            }

            // A reload between the commit and here has brought them already.
            var missing = vectors.Where(vector => vector.Record.Sequence > _table.LastSequence).ToList();

            // Should the segment fail half-way, it is thrown away: the database has the vectors.
            _stale = true;
            await threads.RunAsync(() => Append(missing), CancellationToken.None);
            _stale = false;
            Unsaved += missing.Count;
        }
    }

    /// <summary>Removes the vectors of crops that the database has removed.</summary>
    public async Task RemoveAsync(IReadOnlySet<Guid> crops)
    {
        using (await _lock.WriteAsync(CancellationToken.None))
        {
            if (_stale)
            {
                return;
            }

            _stale = true;
            var removed = _table.Remove(crops);
            if (removed.Length > 0)
            {
                await threads.RunAsync(() => _segment!.Remove(removed), CancellationToken.None);
                Unsaved += removed.Length;
            }

            _stale = false;
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
                if (!_stale)
                {
                    return await threads.RunAsync(
                        () => TopKSearch.Run(_segment!, _table, query, k, filter, grouping, cancellationToken),
                        cancellationToken);
                }
            }

            using (await _lock.WriteAsync(cancellationToken))
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (_stale)
                {
                    log.IndexReloaded(model.Name);
                    await ReloadAsync(cached: null, cancellationToken);
                }
            }
        }
    }

    /// <summary>Writes the segment to the cache; searches go on meanwhile.</summary>
    public async Task SaveAsync(SegmentCache cache, CancellationToken cancellationToken)
    {
        using (await _lock.ReadAsync(cancellationToken))
        {
            if (_stale)
            {
                return;
            }

            // The reader's lock keeps writers, and with them every other change of Unsaved, out.
            var (segment, last, count) = (_segment!, _table.LastSequence, _table.Count);
            await cache.SaveAsync(
                model, last, count,
                path => threads.RunAsync(
                    () =>
                    {
                        segment.Save(path);
                        return true;
                    },
                    cancellationToken),
                cancellationToken);
            Unsaved = 0;
        }
    }

    /// <summary>Waits for the searches in progress.</summary>
    public async ValueTask DisposeAsync()
    {
        using (await _lock.WriteAsync(CancellationToken.None))
        {
            _disposed = true;
            _segment?.Dispose();
            _segment = null;
        }
    }

    private async Task ReloadAsync(CachedSegment? cached, CancellationToken cancellationToken)
    {
        // 1. Records first: they say which vectors there are.
        _stale = true;
        _table = new VectorTable();
        await foreach (var record in source.RecordsAsync(model.Id, cancellationToken))
        {
            _table.Append(record);
        }

        // 2. A cached segment holds every vector up to its last one, less those removed since. Sequence numbers are never
        // given twice, so when the numbers agree, the vectors do.
        _segment?.Dispose();
        _segment = null;
        long from = 0;
        if (cached is not null)
        {
            _segment = await threads.RunAsync(() => cached.TryOpen(factory, model.Dimension, log), cancellationToken);
            if (_segment is not null && _segment.Count == _table.CountUpTo(cached.LastSequence))
            {
                from = cached.LastSequence;
            }
            else
            {
                log.CacheRebuilt(model.Name, _table.Count);
                _segment?.Dispose();
                _segment = null;
            }
        }

        _segment ??= await threads.RunAsync(() => factory.Create(model.Dimension), cancellationToken);

        // 3. The rest comes from the database, up to the last record: what is committed meanwhile is added by its writer.
        Unsaved = 0;
        var batch = new List<IndexedVector>(ReplayBatch);
        await foreach (var vector in source.VectorsAsync(model, from, _table.LastSequence, cancellationToken))
        {
            batch.Add(vector);
            if (batch.Count == ReplayBatch)
            {
                await FlushAsync();
            }
        }

        await FlushAsync();
        _stale = false;

        async Task FlushAsync()
        {
            await threads.RunAsync(() => AppendToSegment(batch), cancellationToken);
            Unsaved += batch.Count;
            batch.Clear();
        }
    }

    private bool Append(IReadOnlyList<(VectorRecord Record, float[] Vector)> vectors)
    {
        foreach (var (record, _) in vectors)
        {
            _table.Append(record);
        }

        return AppendToSegment([.. vectors.Select(vector => new IndexedVector(vector.Record.Sequence, vector.Vector))]);
    }

    private bool AppendToSegment(List<IndexedVector> vectors)
    {
        if (vectors.Count == 0)
        {
            return false;
        }

        var ids = new long[vectors.Count];
        var rows = new float[(long)vectors.Count * model.Dimension];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = vectors[i].Sequence;
            vectors[i].Vector.CopyTo(rows.AsMemory(i * model.Dimension));
        }

        _segment!.Add(rows, ids);
        return true;
    }
}
