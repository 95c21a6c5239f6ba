using ReId.Index.Segments.Rows;
using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments.Searching;

/// <summary>A vector that a search found, with its record.</summary>
internal readonly record struct ScoredRecord(VectorRecord Record, float Score);

/// <summary>A filtered search over all segments of a model.</summary>
internal static class TopKSearch
{
    public static IReadOnlyList<ScoredRecord> Run(
        IndexState state, SearchQuery query, SearchLimits limits, CancellationToken cancellationToken)
    {
        var vector = QueryVector.Of(query.Unit, limits);
        List<SegmentView> views = [.. state.Segments
            .Select(segment => new SegmentView(segment, query.Filter)).Where(view => view.PassingCount > 0)];
        return query.GroupBy == SearchGrouping.None
            ? Best(views, vector, query.K, query.Exact, cancellationToken)
            : GroupedSearch.Run(views, vector, query, cancellationToken);
    }

    /// <summary>The best k of all segments. Equal scores in order of arrival, so that the same search gives the same list.</summary>
    public static List<ScoredRecord> Best(
        List<SegmentView> views, QueryVector query, int k, bool exact, CancellationToken cancellationToken)
    {
        if (k == 0)
        {
            return [];
        }

        var hits = new SegmentHits[views.Count];
        for (var i = 0; i < hits.Length; i++)
        {
            hits[i] = views[i].Search(query, k, exact, cancellationToken);
        }

        // A query that resembles nothing in a segment is none of those that its plan was measured with. What the
        // segment may have missed matters only when the others are no better than that.
        var best = Merged(views, hits, k);
        var kth = best.Count == k ? best[^1].Score : float.NegativeInfinity;
        for (var i = 0; i < hits.Length; i++)
        {
            if (!hits[i].IsExact && hits[i].Best < views[i].LeastBest && kth < views[i].LeastBest)
            {
                hits[i] = views[i].Search(query, k, exact: true, cancellationToken);
                best = Merged(views, hits, k);
                kth = best.Count == k ? best[^1].Score : float.NegativeInfinity;
            }
        }

        return best;
    }

    private static List<ScoredRecord> Merged(List<SegmentView> views, SegmentHits[] hits, int k)
    {
        var all = new List<(int View, ScoredRow Row)>();
        for (var i = 0; i < hits.Length; i++)
        {
            foreach (var row in hits[i].Rows)
            {
                all.Add((i, row));
            }
        }

        return [.. all.OrderByDescending(hit => hit.Row.Score)
            .ThenBy(hit => views[hit.View].Table.Sequences[hit.Row.Row])
            .Take(k)
            .Select(hit => new ScoredRecord(views[hit.View].Table.Record(hit.Row.Row), hit.Row.Score))];
    }
}
