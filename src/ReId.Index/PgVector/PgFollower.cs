using Npgsql;
using ReId.Index.Segments;
using ReId.Index.Segments.Rows;

namespace ReId.Index.PgVector;

/// <summary>Makes one model's table what the database says, whatever is in it.</summary>
internal sealed class PgFollower(ModelInfo model, PgModelTable table, PgSchema schema, IVectorSource truth, IndexLog log)
{
    /// <summary>Rows of one statement.</summary>
    public const int AtOnce = 500;

    /// <summary>Creates what is missing, compares record by record, deletes and copies. Returns what was different.</summary>
    public async Task<PgDifference> FollowAsync(CancellationToken cancellationToken)
    {
        await CreateAsync(cancellationToken);
        var difference = await PgDifference.FindAsync(
            truth.RecordsAsync(model.Id, after: 0, cancellationToken), table.RecordsAsync(cancellationToken), cancellationToken);
        foreach (var part in difference.Wrong.Chunk(AtOnce))
        {
            await table.DeleteAsync(part, cancellationToken);
        }

        foreach (var part in difference.Missing.Chunk(AtOnce))
        {
            await CopyAsync(part, cancellationToken);
        }

        if (difference.Wrong.Count + difference.Missing.Count > 0)
        {
            log.VectorsCopied(model.Name, difference.Missing.Count, difference.Wrong.Count);
        }

        await table.CreateIndexesAsync(difference.Missing.Count > 0, cancellationToken);
        return difference;
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await table.CreateAsync(cancellationToken);
        }
        catch (PostgresException failure) when (PgSchema.IsLost(failure))
        {
            log.VectorsLost(model.Name);
            await schema.RestoreAsync(cancellationToken);
            await table.CreateAsync(cancellationToken);
        }
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

        await table.InsertAsync(rows, cancellationToken);
    }
}
