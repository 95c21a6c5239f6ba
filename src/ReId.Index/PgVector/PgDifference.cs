using ReId.Index.Segments.Rows;

namespace ReId.Index.PgVector;

/// <summary>What a table lacks, and what it should not have, by rising sequence number.</summary>
/// <param name="Missing">Records of the database that the table lacks or has wrong.</param>
/// <param name="Wrong">Sequence numbers of the table that the database does not know, or knows differently.</param>
/// <param name="Stored">Records of the database.</param>
internal sealed record PgDifference(List<VectorRecord> Missing, List<long> Wrong, long Stored)
{
    /// <summary>Lays both side by side; both are ordered.</summary>
    public static async Task<PgDifference> FindAsync(
        IAsyncEnumerable<VectorRecord> stored, IAsyncEnumerable<VectorRecord> copied, CancellationToken cancellationToken)
    {
        var (missing, wrong, count) = (new List<VectorRecord>(), new List<long>(), 0L);
        await using var copy = copied.GetAsyncEnumerator(cancellationToken);
        var more = await copy.MoveNextAsync();
        await foreach (var record in stored.WithCancellation(cancellationToken))
        {
            count++;
            for (; more && copy.Current.Sequence < record.Sequence; more = await copy.MoveNextAsync())
            {
                wrong.Add(copy.Current.Sequence);
            }

            if (!more || copy.Current.Sequence > record.Sequence)
            {
                missing.Add(record);
                continue;
            }

            if (copy.Current != record)
            {
                wrong.Add(record.Sequence);
                missing.Add(record);
            }

            more = await copy.MoveNextAsync();
        }

        for (; more; more = await copy.MoveNextAsync())
        {
            wrong.Add(copy.Current.Sequence);
        }

        return new PgDifference(missing, wrong, count);
    }
}
