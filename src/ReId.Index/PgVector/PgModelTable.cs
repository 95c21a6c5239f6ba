using System.Runtime.CompilerServices;
using Npgsql;
using ReId.Index.Segments;
using ReId.Index.Segments.Rows;

namespace ReId.Index.PgVector;

/// <summary>The table of one model's vectors: a table each, so that vectors of different models never meet.</summary>
internal sealed class PgModelTable(NpgsqlDataSource source, PgSchema schema, ModelInfo model)
{
    private const int ReadAtOnce = 20_000;

    // More neighbours and a wider search while building than pgvector's defaults (16, 64): bought once, for recall.
    private const string IndexOptions = "m = 16, ef_construction = 128";

    public PgColumn Column { get; } = PgColumn.Of(model.Name, model.Dimension);

    public string Name { get; } = schema.Table($"vectors_{model.Id}");

    /// <summary>Creates the table; one of another model under the same number, of a gallery that was replaced, goes.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using var known = source.CreateCommand($"SELECT name || '/' || dimension FROM {schema.Table("models")} WHERE id = $1");
        known.Parameters.Add(new NpgsqlParameter { Value = model.Id });
        var same = await known.ExecuteScalarAsync(cancellationToken) is string found && found == $"{model.Name}/{model.Dimension}";
        await schema.WriteAsync(
            async (connection, token) =>
            {
                if (!same)
                {
                    await PgSchema.RunAsync(connection, $"DROP TABLE IF EXISTS {Name}", token);
                }

                await PgSchema.RunAsync(
                    connection,
                    $"CREATE TABLE IF NOT EXISTS {Name} (sequence bigint PRIMARY KEY, crop_id uuid NOT NULL, tracklet_id uuid NOT NULL, camera_id integer NOT NULL, ticks bigint NOT NULL, quality real NOT NULL, embedding {Column.Type}({model.Dimension}) NOT NULL)",
                    token);
                await PgSchema.RunAsync(
                    connection,
                    $"INSERT INTO {schema.Table("models")} (id, name, dimension) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET name = excluded.name, dimension = excluded.dimension",
                    token, model.Id, model.Name, model.Dimension);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Whether it holds anything at all.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT EXISTS (SELECT FROM {Name})");
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>Its indexes, after it was filled: building one over many rows is several times quicker than adding to it.</summary>
    public async Task CreateIndexesAsync(bool analyse, CancellationToken cancellationToken)
    {
        var prefix = $"ix_vectors_{model.Id}";
        List<string> statements =
        [
            $"CREATE INDEX IF NOT EXISTS {prefix}_crop ON {Name} (crop_id)",
            $"CREATE INDEX IF NOT EXISTS {prefix}_ticks ON {Name} (ticks)",
            $"CREATE INDEX IF NOT EXISTS {prefix}_camera ON {Name} (camera_id, ticks)",
        ];
        if (Column.Operators is { } operators)
        {
            statements.Add($"CREATE INDEX IF NOT EXISTS {prefix}_hnsw ON {Name} USING hnsw (embedding {operators}) WITH ({IndexOptions})");
        }

        if (analyse)
        {
            statements.Add($"ANALYZE {Name}");
        }

        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        foreach (var statement in statements)
        {
            await PgSchema.RunAsync(connection, statement, cancellationToken);
        }
    }

    /// <summary>What it holds, by rising sequence number; no connection is held in between.</summary>
    public async IAsyncEnumerable<VectorRecord> RecordsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var after = 0L; ;)
        {
            var chunk = new List<VectorRecord>(ReadAtOnce);
            await using (var command = source.CreateCommand(
                $"SELECT sequence, crop_id, tracklet_id, camera_id, ticks, quality FROM {Name} WHERE sequence > $1 ORDER BY sequence LIMIT {ReadAtOnce}"))
            {
                command.CommandTimeout = 0;
                command.Parameters.Add(new NpgsqlParameter { Value = after });
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                while (await reader.ReadAsync(cancellationToken))
                {
                    chunk.Add(Record(reader));
                }
            }

            foreach (var record in chunk)
            {
                yield return record;
            }

            if (chunk.Count < ReadAtOnce)
            {
                yield break;
            }

            after = chunk[^1].Sequence;
        }
    }

    /// <summary>Adds vectors; one that is there already stays. Returns how many are new.</summary>
    public Task<int> InsertAsync(IReadOnlyList<(VectorRecord Record, ReadOnlyMemory<byte> Half)> rows, CancellationToken cancellationToken) =>
        schema.WriteAsync(
            (connection, token) => PgSchema.RunAsync(
                connection,
                $"INSERT INTO {Name} SELECT a, b, c, d, e, f, g::{Column.Type} FROM unnest($1, $2, $3, $4, $5, $6, $7) AS x(a, b, c, d, e, f, g) ON CONFLICT (sequence) DO NOTHING",
                token,
                rows.Select(row => row.Record.Sequence).ToArray(),
                rows.Select(row => row.Record.CropId).ToArray(),
                rows.Select(row => row.Record.TrackletId).ToArray(),
                rows.Select(row => row.Record.CameraId).ToArray(),
                rows.Select(row => row.Record.Ticks).ToArray(),
                rows.Select(row => row.Record.Quality).ToArray(),
                rows.Select(row => PgColumn.Text(row.Half.Span)).ToArray()),
            cancellationToken);

    public Task<int> DeleteCropsAsync(Guid[] crops, CancellationToken cancellationToken) => schema.WriteAsync(
        (connection, token) => PgSchema.RunAsync(connection, $"DELETE FROM {Name} WHERE crop_id = ANY($1)", token, crops),
        cancellationToken);

    public Task<int> DeleteAsync(long[] sequences, CancellationToken cancellationToken) => schema.WriteAsync(
        (connection, token) => PgSchema.RunAsync(connection, $"DELETE FROM {Name} WHERE sequence = ANY($1)", token, sequences),
        cancellationToken);

    /// <summary>Writes table and indexes anew, without what was removed.</summary>
    public async Task RewriteAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await PgSchema.RunAsync(connection, $"VACUUM (FULL) {Name}", cancellationToken);
    }

    public static VectorRecord Record(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetGuid(1), row.GetGuid(2), row.GetInt32(3), row.GetInt64(4), row.GetFloat(5));
}
