using ReId.Index.Segments.Kinds;
using ReId.Index.Segments.Rows;
using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments.Searching;

/// <summary>What a segment's search found.</summary>
/// <param name="Rows">Best first, scores exact.</param>
/// <param name="Best">Best score of any row looked at, whether it passes or not.</param>
/// <param name="IsExact">Every row that passes was compared, or its bound says that it does not belong here.</param>
internal readonly record struct SegmentHits(IReadOnlyList<ScoredRow> Rows, float Best, bool IsExact);

/// <summary>One segment as one search sees it: the rows that were there when it began, and those of them that pass.</summary>
internal sealed class SegmentView
{
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

    /// <summary>The plan's <see cref="SearchPlan.LeastBest"/>, or the least score there is where there is none.</summary>
    public float LeastBest => _segment.Index?.Plan?.LeastBest ?? float.NegativeInfinity;

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
            && index.Search(new SegmentRows(_segment.Vectors, _count, Passing), query, k, cancellationToken) is { } hits)
        {
            return hits;
        }

        var rows = HalfScan.Run(
            _segment.Vectors, _count, query.Prepared, k, Passing, query.Limits.Threads, cancellationToken).Ordered();
        return new SegmentHits(rows, rows[0].Score, IsExact: true);
    }
}
