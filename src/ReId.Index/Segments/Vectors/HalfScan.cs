using System.Numerics;
using ReId.Index.Segments.Rows;

namespace ReId.Index.Segments.Vectors;

/// <summary>The query against every row, or every row that passes: exact, at the speed of memory.</summary>
internal static class HalfScan
{
    private const int Block = 4096;

    // Below this the threads' waking costs more than the scan.
    private const long FewestForThreads = 1L << 22;

    /// <param name="rows">The vectors.</param>
    /// <param name="count">Rows in use.</param>
    /// <param name="prepared">The query (<see cref="HalfDot.Prepare"/>).</param>
    /// <param name="k">At most this many.</param>
    /// <param name="passing">Rows that may be found; null for all.</param>
    /// <param name="threads">Cores that it may use.</param>
    /// <param name="cancellationToken">Cancels between blocks.</param>
    public static TopRows Run(
        HalfRows rows, int count, float[] prepared, int k, RowBitmap? passing, int threads,
        CancellationToken cancellationToken)
    {
        var parts = (long)(passing?.Count ?? count) * rows.Dimension < FewestForThreads ? 1 : threads;
        if (parts <= 1)
        {
            return Part(rows, 0, count, prepared, k, passing, cancellationToken);
        }

        // Parts end where words of the bitmap end.
        var words = (count + 63) / 64;
        var found = new TopRows[parts];
        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = parts }, part =>
        {
            var from = (int)((long)words * part / parts) * 64;
            var to = (int)Math.Min((long)words * (part + 1) / parts * 64, count);
            found[part] = Part(rows, from, to, prepared, k, passing, cancellationToken);
        });
        for (var part = 1; part < parts; part++)
        {
            found[0].Offer(found[part]);
        }

        return found[0];
    }

    private static unsafe TopRows Part(
        HalfRows rows, int from, int to, float[] prepared, int k, RowBitmap? passing, CancellationToken cancellationToken)
    {
        var top = new TopRows(k);
        fixed (float* query = prepared)
        {
            for (var block = from; block < to; block += Block)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var end = Math.Min(block + Block, to);
                if (passing is null)
                {
                    for (var row = block; row < end; row++)
                    {
                        Offer(top, row, rows.Score(query, row));
                    }

                    continue;
                }

                for (var first = block; first < end; first += 64)
                {
                    for (var word = passing.Words[first / 64]; word != 0; word &= word - 1)
                    {
                        var row = first + BitOperations.TrailingZeroCount(word);
                        Offer(top, row, rows.Score(query, row));
                    }
                }
            }
        }

        return top;
    }

    private static void Offer(TopRows top, int row, float score)
    {
        // Rows rise, so an equal score that comes later is never better.
        if (score > top.Least)
        {
            top.Offer(row, score);
        }
    }
}
