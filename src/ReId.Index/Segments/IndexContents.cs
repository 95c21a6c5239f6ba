namespace ReId.Index.Segments;

/// <summary>
/// What the index of one model holds: records and, in the head segment, vectors. Not for use while it changes; a change
/// that fails leaves it useless, and it is loaded anew.
/// </summary>
internal sealed class IndexContents : IDisposable
{
    private const int ReplayBatch = 4096;

    private readonly int _dimension;

    private IndexContents(int dimension, VectorTable table, ISegment segment)
    {
        _dimension = dimension;
        Table = table;
        Segment = segment;
    }

    public VectorTable Table { get; }

    public ISegment Segment { get; }

    /// <summary>Vectors added or removed since the cache was read or written.</summary>
    public long Unsaved { get; private set; }

    /// <summary>Fills an index: from a cached segment when that is what the database says, otherwise from the database.</summary>
    public static async Task<IndexContents> LoadAsync(
        ModelInfo model,
        ISegmentFactory factory,
        IVectorSource source,
        CachedSegment? cached,
        SearchThreads threads,
        IndexLog log,
        CancellationToken cancellationToken)
    {
        // 1. Records first: they say which vectors there are.
        var table = new VectorTable();
        await foreach (var record in source.RecordsAsync(model.Id, after: 0, cancellationToken))
        {
            table.Append(record);
        }

        // 2. A cached segment holds every vector up to its last one, less those removed since. Sequence numbers are never
        // given twice, so when the numbers agree, the vectors do.
        var segment = cached is null
            ? null
            : await threads.RunAsync(() => cached.TryOpen(factory, model.Dimension, log), cancellationToken);
        var usable = segment is not null && segment.Count == table.CountUpTo(cached!.LastSequence);
        if (cached is not null && !usable)
        {
            log.CacheRebuilt(model.Name, table.Count);
            segment?.Dispose();
        }

        var contents = new IndexContents(
            model.Dimension,
            table,
            usable ? segment! : await threads.RunAsync(() => factory.Create(model.Dimension), cancellationToken));

        // 3. The rest comes from the database, up to the last record: what is committed meanwhile is added by its writer.
        try
        {
            await contents.ReplayAsync(
                source.VectorsAsync(model, usable ? cached!.LastSequence : 0, table.LastSequence, cancellationToken),
                threads,
                cancellationToken);
            return contents;
        }
        catch
        {
            contents.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Adds what the database has behind the last record. False when records before it are gone from there: then the
    /// contents are no longer what is stored.
    /// </summary>
    public async Task<bool> CatchUpAsync(
        ModelInfo model, IVectorSource source, SearchThreads threads, CancellationToken cancellationToken)
    {
        var last = Table.LastSequence;
        if (await source.CountAsync(model.Id, last, cancellationToken) != Table.Count)
        {
            return false;
        }

        await foreach (var record in source.RecordsAsync(model.Id, last, cancellationToken))
        {
            Table.Append(record);
        }

        await ReplayAsync(
            source.VectorsAsync(model, last, Table.LastSequence, cancellationToken), threads, cancellationToken);
        return true;
    }

    public void Add(IReadOnlyList<(VectorRecord Record, float[] Vector)> vectors)
    {
        // A reload between the commit and here has brought them already.
        var missing = vectors.Where(vector => vector.Record.Sequence > Table.LastSequence).ToList();
        foreach (var (record, _) in missing)
        {
            Table.Append(record);
        }

        AddToSegment([.. missing.Select(vector => new IndexedVector(vector.Record.Sequence, vector.Vector))]);
    }

    public void Remove(IReadOnlySet<Guid> crops)
    {
        var removed = Table.Remove(crops);
        if (removed.Length > 0)
        {
            Segment.Remove(removed);
            Unsaved += removed.Length;
        }
    }

    public void MarkSaved() => Unsaved = 0;

    public void Dispose() => Segment.Dispose();

    private async Task ReplayAsync(
        IAsyncEnumerable<IndexedVector> vectors, SearchThreads threads, CancellationToken cancellationToken)
    {
        var batch = new List<IndexedVector>(ReplayBatch);
        await foreach (var vector in vectors.WithCancellation(cancellationToken))
        {
            batch.Add(vector);
            if (batch.Count == ReplayBatch)
            {
                await threads.RunAsync(() => AddToSegment(batch), cancellationToken);
                batch.Clear();
            }
        }

        await threads.RunAsync(() => AddToSegment(batch), cancellationToken);
    }

    private int AddToSegment(List<IndexedVector> vectors)
    {
        var ids = new long[vectors.Count];
        var rows = new float[(long)vectors.Count * _dimension];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = vectors[i].Sequence;
            vectors[i].Vector.CopyTo(rows.AsMemory(i * _dimension));
        }

        if (ids.Length > 0)
        {
            Segment.Add(rows, ids);
            Unsaved += ids.Length;
        }

        return ids.Length;
    }
}
