using System.Diagnostics;
using Npgsql;
using ReId.Index.Segments;
using ReId.Index.Segments.Searching;

namespace ReId.Index.PgVector;

/// <summary>
/// One model's table as a copy of the database's vectors. A change that fails leaves it behind; whoever comes next
/// compares it, record by record, and makes it follow.
/// </summary>
internal sealed class PgModelIndex(ModelInfo model, NpgsqlDataSource source, PgSchema schema, IVectorSource truth, IndexLog log)
{
    // So many new rows are worth new statistics for the planner.
    private const int WorthAnalysing = 10_000;

    private readonly SemaphoreSlim _changing = new(1);
    private readonly PgModelTable _table = new(source, schema, model);
    private readonly FollowPause _pause = new();
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
    public Task CompareAsync(CancellationToken cancellationToken) => InTurnAsync(() => FollowAsync(cancellationToken), cancellationToken);

    public Task AddAsync(IReadOnlyList<CommittedVector> vectors) => ChangeAsync(async () =>
    {
        foreach (var part in vectors.Chunk(PgFollower.AtOnce))
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
        for (var again = false; ; again = true)
        {
            await FollowBeforeSearchAsync(cancellationToken);
            try
            {
                var hits = await new PgVectorSearch(source, _table, query, Count, alwaysCompared).RunAsync(cancellationToken);

                // Nothing at all may be the filter's doing, or a table that was emptied behind our back.
                if (again || hits.Count > 0 || Count == 0 || await _table.AnyAsync(cancellationToken))
                {
                    return hits;
                }
            }
            catch (PostgresException failure) when (!again && PgSchema.IsLost(failure))
            {
                // Filled anew below, and asked once more.
            }

            _follows = false;
        }
    }

    /// <summary>Rewrites the table if something was removed from it.</summary>
    public Task CompactAsync(CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            // First of all what a failed change has left: it may hold what was removed.
            if (!_follows)
            {
                await FollowAsync(cancellationToken);
            }

            if (_clean && Removed == 0)
            {
                return;
            }

            try
            {
                await _table.RewriteAsync(cancellationToken);
            }
            catch (PostgresException failure) when (PgSchema.IsLost(failure))
            {
                await FollowAsync(cancellationToken); // A table that is made anew never held what was removed.
            }

            Interlocked.Exchange(ref _removed, 0);
            _clean = true;
        },
        cancellationToken);

    // The database has the change already, so whoever follows it needs not make it.
    private Task ChangeAsync(Func<Task> change) => InTurnAsync(
        async () =>
        {
            if (!_follows && !_pause.IsOver)
            {
                return; // The next search follows in any case, a later change when the pause is over.
            }

            if (!_follows || !await IsMadeAsync(change))
            {
                await FollowAsync(CancellationToken.None);
            }
        },
        CancellationToken.None);

    private async Task<bool> IsMadeAsync(Func<Task> change)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            await change();
            return true;
        }
        catch (PostgresException failure) when (PgSchema.IsLost(failure))
        {
            return false;
        }
        catch
        {
            _follows = false;
            _pause.Failed(start);
            throw;
        }
    }

    private void Gone(int rows)
    {
        Interlocked.Add(ref _count, -rows);
        Interlocked.Add(ref _removed, rows);
    }

    private async Task FollowBeforeSearchAsync(CancellationToken cancellationToken)
    {
        if (!_follows)
        {
            await InTurnAsync(
                async () =>
                {
                    if (!_follows)
                    {
                        log.IndexReloaded(model.Name);
                        await FollowAsync(cancellationToken);
                    }
                },
                cancellationToken);
        }
    }

    private async Task InTurnAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            await work();
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        _follows = false;
        try
        {
            var difference = await new PgFollower(model, _table, schema, truth, log).FollowAsync(cancellationToken);
            Interlocked.Add(ref _removed, difference.Wrong.Count);
            Interlocked.Exchange(ref _count, difference.Stored);
            _follows = true;
        }
        catch
        {
            _pause.Failed(start);
            throw;
        }
    }
}
