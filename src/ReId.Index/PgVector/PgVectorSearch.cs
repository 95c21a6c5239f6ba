using Npgsql;
using ReId.Index.Segments.Searching;

namespace ReId.Index.PgVector;

/// <summary>One search of one model's table.</summary>
internal sealed class PgVectorSearch(NpgsqlDataSource source, PgModelTable table, SearchQuery query, long rows, long alwaysCompared)
{
    // What pgvector's hnsw.ef_search goes up to, and where we begin: 40, its default, finds 9 of 10.
    private const int MostEffort = 1000;
    private const int LeastEffort = 400;

    // Crops of one tracklet are few as a rule.
    private const int FirstOfGroups = 4;

    private readonly PgFilter _filter = new(query.Filter, before: 2);

    public async Task<IReadOnlyList<ScoredRecord>> RunAsync(CancellationToken cancellationToken)
    {
        if (query.GroupBy == SearchGrouping.None && _filter.Rest is null)
        {
            return await BestAsync(query.K, cancellationToken);
        }

        // What SQL cannot ask is asked here, of ever more hits.
        for (var fetch = Math.Min((long)FirstOfGroups * query.K, int.MaxValue); ; fetch = Math.Min(8 * fetch, int.MaxValue))
        {
            var hits = await BestAsync((int)fetch, cancellationToken);
            var found = new List<ScoredRecord>();
            var groups = new HashSet<Guid>();
            foreach (var hit in hits)
            {
                if (found.Count < query.K && _filter.Rest?.Invoke(hit.Record.CropId) != false
                    && groups.Add(HitGroup.Of(hit.Record, query.GroupBy, query.Filter.Lookup)))
                {
                    found.Add(hit);
                }
            }

            if (found.Count == query.K || hits.Count < fetch)
            {
                return found;
            }
        }
    }

    private async Task<List<ScoredRecord>> BestAsync(int k, CancellationToken cancellationToken)
    {
        // The index names at most as many as its effort, and beyond half of them it misses some.
        var approximate = !query.Exact && table.Column.Operators is not null
            && rows * query.Unit.Length > alwaysCompared && k <= MostEffort / 2;
        if (approximate)
        {
            var hits = await AskAsync(Near, k, cancellationToken);
            if (hits.Count == k)
            {
                return hits;
            }
        }

        return await AskAsync(Compared, k, cancellationToken);
    }

    // Equal scores in order of arrival, so that the same search gives the same list.
    private string Near =>
        $"SELECT * FROM (SELECT {Columns}, {Distance} AS distance FROM {table.Name} {_filter.Where} ORDER BY {Distance} LIMIT $2) near ORDER BY distance, sequence";

    // A sum is none of the index's business: this is what compares with every row that passes.
    private string Compared =>
        $"SELECT {Columns}, {Distance} AS distance FROM {table.Name} {_filter.Where} ORDER BY {Distance} + 0, sequence LIMIT $2";

    private string Distance => $"(embedding <=> $1::real[]::{table.Column.Type})";

    private const string Columns = "sequence, crop_id, tracklet_id, camera_id, ticks, quality";

    private async Task<List<ScoredRecord>> AskAsync(string statement, int k, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);

        // One transaction, so that they hold for the next statement and no longer. A filter makes the index go on until
        // enough rows pass, rather than return fewer. Reading the whole table is what the other statement is for.
        var settings = new NpgsqlBatchCommand(
            "SELECT set_config('hnsw.ef_search', $1, true), set_config('hnsw.iterative_scan', 'strict_order', true), set_config('enable_seqscan', $2, true)");
        settings.Parameters.Add(new NpgsqlParameter
        {
            Value = Math.Clamp(2 * k, LeastEffort, MostEffort).ToString(System.Globalization.CultureInfo.InvariantCulture),
        });
        settings.Parameters.Add(new NpgsqlParameter { Value = statement == Near ? "off" : "on" });
        var search = new NpgsqlBatchCommand(statement);
        search.Parameters.Add(new NpgsqlParameter { Value = query.Unit });
        search.Parameters.Add(new NpgsqlParameter { Value = (long)k });
        _filter.AddTo(search.Parameters);
        batch.BatchCommands.Add(settings);
        batch.BatchCommands.Add(search);

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var hits = new List<ScoredRecord>();
        while (await reader.ReadAsync(cancellationToken))
        {
            hits.Add(new ScoredRecord(PgModelTable.Record(reader), (float)(1 - reader.GetDouble(6))));
        }

        return hits;
    }
}
