using Npgsql;
using ReId.Index.Segments;
using ReId.Index.Segments.Rows;
using ReId.Index.Segments.Searching;

namespace ReId.Index.PgVector;

/// <summary>
/// One model's table as a copy of the database's vectors. A change that fails leaves it behind; whoever comes next
/// compares it, record by record, and makes it follow.
/// </summary>
internal sealed class PgModelIndex(ModelInfo model, NpgsqlDataSource source, PgSchema schema, IVectorSource truth, IndexLog log)
{
    private const int InsertAtOnce = 500;

    // So many new rows are worth new statistics for the planner.
    private const int WorthAnalysing = 10_000;

    private readonly SemaphoreSlim _changing = new(1);
    private readonly PgModelTable _table = new(source, schema, model);
    private volatile bool _follows;
    private bool _clean; // Written anew since it was opened: what was removed before that is not known.
    private long _count;
    private long _removed;
    private long _unanalysed;

    public ModelInfo Model => model;

    public long Count => Interlocked.Read(ref _count);

    /// <summary>Rows that were removed since the table was written anew.</summary>
    public long Removed => Interlocked.Read(ref _removed);

    /// <summary>Compares with the database and follows it, whatever it thinks of itself.</summary>
    public async Task CompareAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            _follows = false;
            await FollowAsync(cancellationToken);
        }
        finally
        {
            _changing.Release();
        }
    }

    public Task AddAsync(IReadOnlyList<CommittedVector> vectors) => ChangeAsync(async () =>
    {
        foreach (var part in vectors.Chunk(InsertAtOnce))
        {
            Interlocked.Add(ref _count, await _table.InsertAsync(
                [.. part.Select(vector => (vector.Record, vector.Half))], CancellationToken.None));
        }

        _unanalysed += vectors.Count;
        if (_unanalysed > Math.Max(WorthAnalysing, Count / 2))
        {
            await _table.CreateIndexesAsync(analyse: true, CancellationToken.None);
            _unanalysed = 0;
        }
    });

    public Task RemoveAsync(IReadOnlySet<Guid> crops) => ChangeAsync(async () =>
        Gone(await _table.DeleteCropsAsync([.. crops], CancellationToken.None)));

    public async Task<IReadOnlyList<ScoredRecord>> SearchAsync(SearchQuery query, long alwaysCompared, CancellationToken cancellationToken)
    {
        if (!_follows)
        {
            await _changing.WaitAsync(cancellationToken);
            try
            {
                if (!_follows)
                {
                    log.IndexReloaded(model.Name);
                    await FollowAsync(cancellationToken);
                }
            }
            finally
            {
                _changing.Release();
            }
        }

        return await new PgVectorSearch(source, _table, query, Count, alwaysCompared).RunAsync(cancellationToken);
    }

    /// <summary>Rewrites the table if something was removed from it.</summary>
    public async Task CompactAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            // First of all what a failed change has left: it may hold what was removed.
            if (!_follows)
            {
                await FollowAsync(cancellationToken);
            }

            if (!_clean || Removed > 0)
            {
                await _table.RewriteAsync(cancellationToken);
                Interlocked.Exchange(ref _removed, 0);
                _clean = true;
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task ChangeAsync(Func<Task> change)
    {
        await _changing.WaitAsync();
        try
        {
            if (_follows) // Otherwise the next search compares everything anyway.
            {
                await change();
            }
        }
        catch
        {
            _follows = false;
            throw;
        }
        finally
        {
            _changing.Release();
        }
    }

    private void Gone(int rows)
    {
        Interlocked.Add(ref _count, -rows);
        Interlocked.Add(ref _removed, rows);
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        await _table.CreateAsync(cancellationToken);
        var difference = await PgDifference.FindAsync(
            truth.RecordsAsync(model.Id, after: 0, cancellationToken), _table.RecordsAsync(cancellationToken), cancellationToken);
        foreach (var part in difference.Wrong.Chunk(InsertAtOnce))
        {
            Gone(await _table.DeleteAsync(part, cancellationToken));
        }

        foreach (var part in difference.Missing.Chunk(InsertAtOnce))
        {
            await CopyAsync(part, cancellationToken);
        }

        if (difference.Wrong.Count + difference.Missing.Count > 0)
        {
            log.VectorsCopied(model.Name, difference.Missing.Count, difference.Wrong.Count);
        }

        await _table.CreateIndexesAsync(difference.Missing.Count > 0, cancellationToken);
        Interlocked.Exchange(ref _count, difference.Stored);
        _follows = true;
    }

    private async Task CopyAsync(VectorRecord[] records, CancellationToken cancellationToken)
    {
        var wanted = records.ToDictionary(record => record.Sequence);
        var rows = new List<(VectorRecord, ReadOnlyMemory<byte>)>(records.Length);
        await foreach (var vector in truth.VectorsAsync(model, records[0].Sequence - 1, records[^1].Sequence, cancellationToken))
        {
            if (wanted.TryGetValue(vector.Sequence, out var record))
            {
                rows.Add((record, vector.Half));
            }
        }

        await _table.InsertAsync(rows, cancellationToken);
    }
}
