using ReId.Index.Segments.Kinds;
using ReId.Index.Segments.Rows;
using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments.Searching;

/// <summary>What a segment's search found.</summary>
/// <param name="Rows">Best first, scores exact.</param>
/// <param name="Best">Best score of any row looked at, whether it passes or not.</param>
/// <param name="IsExact">Every row that passes was compared.</param>
internal readonly record struct SegmentHits(IReadOnlyList<ScoredRow> Rows, float Best, bool IsExact);

/// <summary>One segment as one search sees it: the rows that were there when it began, and those of them that pass.</summary>
internal sealed class SegmentView
{
    // When fewer than one in ten passes, comparing those is about as quick as looking ten times as deep.
    private const int LeastShare = 10;

    private readonly Segment _segment;
    private readonly int _count;

    public SegmentView(Segment segment, RecordFilter filter)
    {
        _segment = segment;
        _count = segment.Table.Count; // First: what comes later is not ours.
        Passing = filter.Apply(segment.Table, _count);
    }

    public RowTable Table => _segment.Table;

    public int Count => _count;

    /// <summary>Rows that may be found; null for all.</summary>
    public RowBitmap? Passing { get; private set; }

    public int PassingCount => Passing?.Count ?? _count;

    /// <summary>The plan's <see cref="SearchPlan.LeastBest"/>, or the least score there is when it has no index.</summary>
    public float LeastBest => _segment.Index?.Plan.LeastBest ?? float.NegativeInfinity;

    /// <summary>Takes rows out for the rest of this search.</summary>
    public void Keep<T>(T predicate)
        where T : struct, IRowPredicate
    {
        Passing ??= _segment.Table.LiveRows(_count);
        Passing.Keep(predicate);
    }

    public SegmentHits Search(QueryVector query, int k, bool exact, CancellationToken cancellationToken)
    {
        k = Math.Min(k, PassingCount);
        if (k == 0)
        {
            return new SegmentHits([], float.NegativeInfinity, IsExact: true);
        }

        if (!exact && _segment.Index is { } index
            && (long)PassingCount * _segment.Vectors.Dimension > query.Limits.AlwaysCompared
            && (long)PassingCount * LeastShare >= _count
            && Approximate(index, query, k) is { } hits)
        {
            return hits;
        }

        var rows = HalfScan.Run(
            _segment.Vectors, _count, query.Prepared, k, Passing, query.Limits.Threads, cancellationToken).Ordered();
        return new SegmentHits(rows, rows[0].Score, IsExact: true);
    }

    /// <summary>
    /// Asks the index for the nearest rows, whether they pass or not, ever more of them until enough pass. So the recall
    /// with a filter is that of a search without one, also when the filter shuts out just the nearest rows. Null when
    /// the plan does not go so deep.
    /// </summary>
    private SegmentHits? Approximate(ISegmentIndex index, QueryVector query, int k)
    {
        var depth = Passing is null ? k : (int)Math.Min(1.5 * k * _count / PassingCount, int.MaxValue / 4);
        for (; index.Plan.For(depth) is { } effort; depth *= 4)
        {
            var near = Ranked(index.Candidates(query.Unit, effort), query);
            var rows = new List<ScoredRow>(k);
            for (var i = 0; i < near.Count && i < Math.Max(depth, k) && rows.Count < k; i++)
            {
                if (Passing?.Contains(near[i].Row) != false)
                {
                    rows.Add(near[i]);
                }
            }

            if (rows.Count == k)
            {
                return new SegmentHits(rows, near[0].Score, IsExact: false);
            }
        }

        return null;
    }

    private unsafe List<ScoredRow> Ranked(int[] candidates, QueryVector query)
    {
        var top = new TopRows(candidates.Length);
        fixed (float* prepared = query.Prepared)
        {
            foreach (var row in candidates)
            {
                top.Offer(row, _segment.Vectors.Score(prepared, row));
            }
        }

        return top.Ordered();
    }
}
