using System.Buffers;
using System.Numerics;
using ReId.Index.Segments.Searching;
using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments.Kinds.Rabitq;

/// <summary>Bit codes as an index: what their estimates and the estimates' errors leave over is scored.</summary>
internal sealed class RabitqSegmentIndex(BitCodes codes) : ISegmentIndex
{
    // Scored before the bound is known: the better the first k, the fewer rows may still belong to them.
    private const int FewestFirst = 64;
    private const int Block = 4096;

    // Where fewer than one in sixteen passes, their vectors are no more bytes than all codes.
    private const int LeastShare = 16;

    public SearchPlan? Plan => null;

    public SegmentHits? Search(in SegmentRows rows, QueryVector query, int k, CancellationToken cancellationToken)
    {
        if ((long)rows.PassingCount * LeastShare < rows.Count)
        {
            return null;
        }

        var bounds = ArrayPool<float>.Shared.Rent(rows.Count);
        try
        {
            var first = codes.Estimate(query.Unit, rows.Passing, Math.Max(FewestFirst, 2 * k), bounds.AsSpan(0, rows.Count), cancellationToken);
            var found = Score(rows, query, k, first, bounds, cancellationToken).Ordered();
            return new SegmentHits(found, found[0].Score, IsExact: true);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(bounds);
        }
    }

    public void Save(string path) => BitCodesFile.Write(path, codes);

    public void Dispose()
    {
        // Its memory is the collector's.
    }

    private static unsafe TopRows Score(
        in SegmentRows rows, QueryVector query, int k, List<ScoredRow> first, float[] bounds, CancellationToken cancellationToken)
    {
        var top = new TopRows(k);
        fixed (float* prepared = query.Prepared)
        {
            // 1. Those of the best estimates, which say how good the k-th is at least.
            foreach (var (row, _) in first)
            {
                top.Offer(row, rows.Vectors.Score(prepared, row));
                bounds[row] = float.NegativeInfinity;
            }

            // 2. Those that may be better by their bound. Of equal scores the first row counts, so one that is as good
            // as the bound is scored too.
            for (var block = 0; block < rows.Count; block += Block)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var some = bounds.AsSpan(block, Math.Min(Block, rows.Count - block));
                for (var at = Next(some, 0, top.Least); at < some.Length; at = Next(some, at + 1, top.Least))
                {
                    top.Offer(block + at, rows.Vectors.Score(prepared, block + at));
                }
            }
        }

        return top;
    }

    // The next that is as good, or the end. What does not pass is −∞ and never as good.
    private static int Next(ReadOnlySpan<float> bounds, int from, float least)
    {
        least = Math.Max(least, float.MinValue);
        var wanted = new Vector<float>(least);
        for (; from <= bounds.Length - Vector<float>.Count; from += Vector<float>.Count)
        {
            if (Vector.GreaterThanOrEqualAny(new Vector<float>(bounds[from..]), wanted))
            {
                break;
            }
        }

        while (from < bounds.Length && bounds[from] < least)
        {
            from++;
        }

        return from;
    }
}
