using ReId.Index.Segments.Rows;

namespace ReId.Index.Segments.Maintenance;

/// <summary>Records, by rising sequence number, whose vectors have to come from the database.</summary>
internal static class MissingRows
{
    /// <summary>
    /// How many of them may become one segment: no more than fill a head, and none behind another segment, because
    /// ranges of sequence numbers never overlap.
    /// </summary>
    public static int NextCount(List<VectorRecord> missing, int from, IEnumerable<Segment> segments, int most)
    {
        var bound = segments.Where(segment => segment.Table.FirstSequence > missing[from].Sequence)
            .Select(segment => segment.Table.FirstSequence).DefaultIfEmpty(long.MaxValue).Min();
        var count = 1;
        while (count < most && from + count < missing.Count && missing[from + count].Sequence < bound)
        {
            count++;
        }

        return count;
    }

    /// <summary>Where a sequence number is, or less than 0.</summary>
    public static int Find(List<VectorRecord> records, long sequence)
    {
        var (low, high) = (0, records.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (records[middle].Sequence == sequence)
            {
                return middle;
            }

            (low, high) = records[middle].Sequence < sequence ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}
