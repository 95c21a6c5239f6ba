namespace ReId.Index.Segments;

/// <summary>A vector that a search found, with its record.</summary>
internal readonly record struct ScoredRecord(VectorRecord Record, float Score);

/// <summary>Filtered, grouped search over one segment. Exact when the segment is.</summary>
internal static class TopKSearch
{
    public static IReadOnlyList<ScoredRecord> Run(
        ISegment segment,
        VectorTable table,
        ReadOnlySpan<float> query,
        int k,
        RecordFilter filter,
        SearchGrouping grouping,
        CancellationToken cancellationToken)
    {
        k = Math.Min(k, table.Count);
        var allowed = filter.PassesEverything ? null : filter.Apply(table);
        if (k == 0 || allowed?.Count == 0)
        {
            return [];
        }

        return grouping == SearchGrouping.None
            ? [.. Ordered(segment.Search(query, Math.Min(k, allowed?.Count ?? k), allowed), table)]
            : Grouped(segment, table, query, k, filter, allowed, grouping, cancellationToken);
    }

    private static List<ScoredRecord> Grouped(
        ISegment segment,
        VectorTable table,
        ReadOnlySpan<float> query,
        int k,
        RecordFilter filter,
        IdBitmap? allowed,
        SearchGrouping grouping,
        CancellationToken cancellationToken)
    {
        // 1. Fetch some hits and keep the best of each group. 2. While groups are missing and hits may be left, shut the
        // groups out that are known and fetch again: what follows is no better than what was found, so the order holds,
        // and a tracklet of ten thousand crops costs one more round instead of ten thousand more hits.
        var found = new List<ScoredRecord>(k);
        var groups = new HashSet<Guid>();
        for (var fetch = 4L * k; ; fetch *= 2)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = (int)Math.Min(fetch, allowed?.Count ?? table.Count);
            var hits = segment.Search(query, count, allowed);
            foreach (var hit in Ordered(hits, table))
            {
                if (found.Count < k && groups.Add(Group(hit.Record, grouping, filter.Lookup)))
                {
                    found.Add(hit);
                }
            }

            allowed ??= filter.Apply(table);
            foreach (ref readonly var record in table.Records)
            {
                if (groups.Contains(Group(record, grouping, filter.Lookup)))
                {
                    allowed.Remove(record.Sequence);
                }
            }

            if (found.Count == k || allowed.Count == 0 || hits.Count == 0)
            {
                return found;
            }
        }
    }

    private static Guid Group(in VectorRecord record, SearchGrouping grouping, IIdentityLookup lookup) => grouping switch
    {
        SearchGrouping.Tracklet => record.TrackletId,
        SearchGrouping.Camera => new Guid(record.CameraId, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        SearchGrouping.Identity => lookup.IdentityOf(record.CropId) ?? record.TrackletId,
        _ => record.CropId,
    };

    // Equal scores in order of arrival, so that the same search gives the same list.
    private static IEnumerable<ScoredRecord> Ordered(IReadOnlyList<ScoredId> hits, VectorTable table)
    {
        foreach (var hit in hits.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id))
        {
            if (table.TryGet(hit.Id, out var record))
            {
                yield return new ScoredRecord(record, hit.Score);
            }
        }
    }
}
