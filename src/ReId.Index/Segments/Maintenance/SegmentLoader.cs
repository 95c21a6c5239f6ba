using ReId.Index.Segments.Cache;

using ReId.Index.Segments.Rows;

namespace ReId.Index.Segments.Maintenance;

/// <summary>What the cache holds of a model, laid against the database.</summary>
/// <param name="Segments">Segments that hold what the database holds.</param>
/// <param name="Missing">Records that are in none of them, by rising sequence number.</param>
/// <param name="LastSequence">Of all records.</param>
internal sealed record LoadedSegments(List<Segment> Segments, List<VectorRecord> Missing, long LastSequence);

/// <summary>Opens the sealed segments of a model and proves them record by record.</summary>
internal sealed class SegmentLoader(ModelInfo model, SegmentStore store, IVectorSource source, IndexLog log)
{
    public async Task<LoadedSegments> LoadAsync(CancellationToken cancellationToken)
    {
        // 1. Whatever is damaged is left out. Ranges never overlap; of two that do, one is a lie.
        var opened = new List<OpenedSegment>();
        foreach (var entry in store.Find(model).OrderBy(entry => entry.FirstSequence))
        {
            if (opened.Count > 0 && opened[^1].Entry.LastSequence >= entry.FirstSequence)
            {
                log.SegmentForeign(model.Name, entry.FirstSequence, entry.LastSequence);
            }
            else if (await Task.Run(() => OpenedSegment.TryOpen(entry, store, log), cancellationToken) is { } segment)
            {
                opened.Add(segment);
            }
        }

        // 2. Each record belongs to the segment whose range covers it, or to none.
        var segments = new List<Segment>();
        var missing = new List<VectorRecord>();
        var last = 0L;
        try
        {
            await foreach (var record in source.RecordsAsync(model.Id, after: 0, cancellationToken))
            {
                last = record.Sequence;
                while (opened is [var done, ..] && done.Entry.LastSequence < record.Sequence)
                {
                    segments.Add(done.Finish());
                    opened.RemoveAt(0);
                }

                if (opened is not [var segment, ..] || record.Sequence < segment.Entry.FirstSequence)
                {
                    missing.Add(record);
                }
                else if (!segment.Lay(record))
                {
                    log.SegmentForeign(model.Name, segment.Entry.FirstSequence, segment.Entry.LastSequence);
                    missing.AddRange(Enumerable.Range(0, segment.Table.Count)
                        .Where(row => !segment.Table.IsDeleted(row)).Select(segment.Table.Record));
                    missing.Add(record);
                    segment.Discard();
                    opened.RemoveAt(0);
                }
            }

            segments.AddRange(opened.Select(segment => segment.Finish()));
            opened.Clear();
            return new LoadedSegments(segments, missing, last);
        }
        catch
        {
            opened.ForEach(segment => segment.Discard());
            segments.ForEach(segment => segment.Release());
            throw;
        }
    }
}
