using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments.Kinds;

/// <summary>
/// Finds the effort that an index needs by asking it for what a comparison with every row finds. Data differ too much
/// for fixed numbers: well separated people need one list, a crowd of near duplicates hundreds.
/// </summary>
internal static class SegmentTuner
{
    /// <summary>Recall that is promised (docs/index.md).</summary>
    public const double PromisedRecall = 0.99;

    // Half the loss that is promised: a plan is measured on a sample.
    internal const double TargetRecall = 0.995;

    private const int Queries = 32; // Of each sort.
    private const int Seed = 20_150;

    // One more than a page of 10, 30, 100: whether another follows is known by it.
    private static readonly int[] s_depths = [11, 31, 101, 301, 1001];

    /// <summary>A plan for an index that names candidates, or null when even the least depth asks for too much effort.</summary>
    public static SearchPlan? Measure(
        Func<float[], Effort, int[]> candidates,
        HalfRows rows,
        int count,
        Func<int, IEnumerable<Effort>> ladder,
        CancellationToken cancellationToken)
    {
        var sorts = TuningQueries.Make(rows, count, Queries, new Random(Seed));
        var efforts = new List<PlannedEffort>();
        var deepest = s_depths.Where(depth => depth <= Math.Max(count / 10, s_depths[0])).Max();
        var truth = sorts.Select(sort => sort.Select(query => HalfScan.Run(
            rows, count, HalfDot.Prepare(query), deepest, null, 1, cancellationToken).Ordered()).ToArray()).ToArray();
        foreach (var depth in s_depths.Where(depth => depth <= deepest))
        {
            var found = ladder(depth).Select(effort => (Effort?)effort).FirstOrDefault(
                effort => Suffices(candidates, sorts, truth, depth, effort!.Value, cancellationToken));
            if (found is not { } enough)
            {
                break; // A greater depth needs no less.
            }

            efforts.Add(new PlannedEffort(depth, enough));
        }

        return efforts.Count == 0
            ? null
            : new SearchPlan(efforts, truth.SelectMany(sort => sort).Min(best => best[0].Score));
    }

    private static bool Suffices(
        Func<float[], Effort, int[]> candidates, float[][][] sorts, List<ScoredRow>[][] truth, int depth, Effort effort,
        CancellationToken cancellationToken)
    {
        for (var sort = 0; sort < sorts.Length; sort++)
        {
            var missed = 0;
            var allowed = (int)((1 - TargetRecall) * depth * sorts[sort].Length);
            for (var i = 0; i < sorts[sort].Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var named = candidates(sorts[sort][i], effort).ToHashSet();
                missed += truth[sort][i].Take(depth).Count(row => !named.Contains(row.Row));
                if (missed > allowed)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
