namespace ReId.Model.Reporting.Charts;

/// <summary>Fewer points that look alike.</summary>
internal static class Downsampling
{
    /// <summary>
    /// The least and the greatest point of each of a number of equal buckets, in their order: every spike stays. Points
    /// that are not finite are left out; a short series stays whole.
    /// </summary>
    /// <param name="points">A series; x ascends.</param>
    /// <param name="buckets">Gives at most twice as many points.</param>
    public static List<ChartPoint> MinMax(IReadOnlyList<ChartPoint> points, int buckets)
    {
        List<ChartPoint> finite = [.. points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y))];
        if (finite.Count <= 2 * buckets)
        {
            return finite;
        }

        var kept = new List<ChartPoint>(2 * buckets);
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            var first = (int)((long)finite.Count * bucket / buckets);
            var end = (int)((long)finite.Count * (bucket + 1) / buckets);
            var (least, greatest) = (first, first);
            for (var i = first + 1; i < end; i++)
            {
                least = finite[i].Y < finite[least].Y ? i : least;
                greatest = finite[i].Y > finite[greatest].Y ? i : greatest;
            }

            kept.Add(finite[Math.Min(least, greatest)]);
            if (least != greatest)
            {
                kept.Add(finite[Math.Max(least, greatest)]);
            }
        }

        return kept;
    }

    /// <summary>Every so-manieth point, the first and the last included; for lines that are smooth already.</summary>
    /// <param name="points">A series.</param>
    /// <param name="most">At most so many points, two or more.</param>
    public static IReadOnlyList<ChartPoint> Thin(IReadOnlyList<ChartPoint> points, int most) => points.Count <= most
        ? points
        : [.. Enumerable.Range(0, most).Select(i => points[(int)((long)i * (points.Count - 1) / (most - 1))])];
}
