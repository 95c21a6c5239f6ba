using ReId.Index.Segments.Kinds;

namespace ReId.Index.Segments.Maintenance;

/// <summary>Segments that become one.</summary>
/// <param name="Inputs">Neighbours by sequence number.</param>
/// <param name="Indexed">Whether the new one gets its index at once, or may wait for it.</param>
internal sealed record MergeJob(IReadOnlyList<Segment> Inputs, bool Indexed);

/// <summary>
/// Which segments become one, and when. Sealing first: what is only in memory is replayed at the next start. Then
/// neighbours of about one size: four of a level become one of the next, so a vector is written a few times in all.
/// </summary>
internal static class MergePolicy
{
    public const int Fan = 4;

    /// <summary>A segment is rewritten when this share of its rows was removed.</summary>
    public const double MostDeleted = 0.2;

    /// <summary>Larger segments are not merged any more: the work would take too long at a time.</summary>
    public const int MostRows = 4_000_000;

    /// <summary>The most urgent job, or null when all is well.</summary>
    /// <param name="state">The segments.</param>
    /// <param name="wanted">The kind that was chosen.</param>
    /// <param name="unit">Rows of a full head.</param>
    public static MergeJob? Next(IndexState state, ISegmentFactory wanted, int unit)
    {
        List<Segment> segments = [.. state.Frozen];
        return Runs(segments, segment => segment.Entry is null).FirstOrDefault() is { } unsealed
            ? new MergeJob(unsealed, Indexed: false)
            : (segments.FirstOrDefault(IsHollow) is { } hollow ? new MergeJob([hollow], Indexed: true) : null)
                ?? Tier(segments, unit)
                ?? (segments.FirstOrDefault(segment => LacksIndex(segment, wanted)) is { } bare
                    ? new MergeJob([bare], Indexed: true)
                    : null);
    }

    /// <summary>Level of a size: 0 up to four heads, 1 up to sixteen, and so on.</summary>
    public static int Level(int rows, int unit)
    {
        var level = 0;
        for (var limit = (long)Fan * unit; rows >= limit; limit *= Fan)
        {
            level++;
        }

        return level;
    }

    private static MergeJob? Tier(List<Segment> segments, int unit)
    {
        var highest = segments.Count == 0 ? 0 : segments.Max(segment => Level(segment.Table.Live, unit));
        for (var level = 0; level <= highest; level++)
        {
            foreach (var run in Runs(segments, segment => Level(segment.Table.Live, unit) <= level))
            {
                var (size, rows) = (0, 0L);
                while (size < run.Count && rows + run[size].Table.Live <= MostRows)
                {
                    rows += run[size++].Table.Live;
                }

                // A large one is not written again for the sake of a few small ones.
                if (size >= Fan && 2 * run[..size].Max(segment => (long)segment.Table.Live) <= rows)
                {
                    return new MergeJob(run[..size], Indexed: true);
                }
            }
        }

        return null;
    }

    private static bool IsHollow(Segment segment) =>
        segment.Table.Live == 0 || segment.Table.Deletions > MostDeleted * segment.Table.Count;

    private static bool LacksIndex(Segment segment, ISegmentFactory wanted)
    {
        var kind = wanted.For(segment.Table.Live).Name;
        return segment.Entry!.Kind != kind && segment.Entry.Wanted != kind;
    }

    private static IEnumerable<List<Segment>> Runs(List<Segment> segments, Func<Segment, bool> belongs)
    {
        var run = new List<Segment>();
        foreach (var segment in segments)
        {
            if (belongs(segment))
            {
                run.Add(segment);
            }
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }
}
