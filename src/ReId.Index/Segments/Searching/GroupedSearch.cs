using ReId.Index.Segments.Rows;

namespace ReId.Index.Segments.Searching;

/// <summary>The best crop of each of k groups.</summary>
internal static class GroupedSearch
{
    private const int FirstFetch = 4;
    private const int SecondFetch = 32;

    public static IReadOnlyList<ScoredRecord> Run(
        List<SegmentView> views, QueryVector vector, SearchQuery query, CancellationToken cancellationToken)
    {
        var (k, lookup) = (query.K, query.Filter.Lookup);
        var rows = views.Sum(view => view.PassingCount);

        // 1. Some hits, then more of them: crops of one tracklet are few as a rule.
        foreach (var times in new[] { FirstFetch, SecondFetch })
        {
            var fetch = (int)Math.Min((long)times * k, rows);
            var found = new List<ScoredRecord>(k);
            var groups = new HashSet<Guid>();
            var hits = TopKSearch.Best(views, vector, fetch, query.Exact, cancellationToken);
            Collect(hits, found, groups, k, query.GroupBy, lookup);
            if (found.Count == k || hits.Count == rows)
            {
                return found;
            }
        }

        // 2. One group has very many. Shut the known ones out and fetch again: what follows is no better than what was
        // found, so the order holds, and a tracklet of ten thousand crops costs one more round instead of ten thousand
        // more hits. Just the nearest rows are shut out now, so the rest is compared one by one.
        var shut = new List<ScoredRecord>(k);
        var known = new HashSet<Guid>();
        for (var fetch = (long)FirstFetch * k; ; fetch *= 2)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var hits = TopKSearch.Best(
                views, vector, (int)Math.Min(fetch, rows), exact: query.Exact || known.Count > 0, cancellationToken);
            Collect(hits, shut, known, k, query.GroupBy, lookup);
            if (shut.Count == k || hits.Count == 0)
            {
                return shut;
            }

            ShutOut(views, known, query.GroupBy, lookup);
        }
    }

    private static void Collect(
        List<ScoredRecord> hits, List<ScoredRecord> found, HashSet<Guid> groups, int k, SearchGrouping grouping,
        IIdentityLookup lookup)
    {
        foreach (var hit in hits)
        {
            if (found.Count < k && groups.Add(HitGroup.Of(hit.Record, grouping, lookup)))
            {
                found.Add(hit);
            }
        }
    }

    private static void ShutOut(
        List<SegmentView> views, HashSet<Guid> groups, SearchGrouping grouping, IIdentityLookup lookup)
    {
        var set = new GuidSet(groups);
        foreach (var view in views)
        {
            if (grouping == SearchGrouping.Tracklet)
            {
                view.Keep(new OtherTracklet(view.Table.Tracklets, set));
            }
            else
            {
                view.Keep(new OtherGroup(view.Table, set, grouping, lookup));
            }
        }
    }

    private readonly struct OtherTracklet(Guid[] tracklets, GuidSet groups) : IRowPredicate
    {
        public bool Passes(int row) => !groups.Contains(in tracklets[row]);
    }

    private readonly struct OtherGroup(
        RowTable table, GuidSet groups, SearchGrouping grouping, IIdentityLookup lookup) : IRowPredicate
    {
        public bool Passes(int row) => !groups.Contains(HitGroup.Of(table.Record(row), grouping, lookup));
    }
}
