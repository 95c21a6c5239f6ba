using ReId.Index.Segments.Searching;
using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments.Kinds;

/// <summary>The search of an index that names candidates and has a plan of how many it must name.</summary>
internal static class CandidateSearch
{
    // When fewer than one in ten passes, comparing those is about as quick as looking ten times as deep.
    private const int LeastShare = 10;

    /// <summary>
    /// Asks the index for the nearest rows, whether they pass or not, ever more of them until enough pass. So the recall
    /// with a filter is that of a search without one, also when the filter shuts out just the nearest rows. Null when
    /// the plan does not go so deep.
    /// </summary>
    /// <param name="candidates">Rows that are probably among the nearest, in any order, each once.</param>
    /// <param name="plan">What effort finds how many.</param>
    /// <param name="rows">The rows, and which of them pass.</param>
    /// <param name="query">The query.</param>
    /// <param name="k">How many.</param>
    public static SegmentHits? Run(Func<float[], Effort, int[]> candidates, SearchPlan plan, in SegmentRows rows, QueryVector query, int k)
    {
        if ((long)rows.PassingCount * LeastShare < rows.Count)
        {
            return null;
        }

        var passing = rows.Passing;
        var depth = passing is null ? k : (int)Math.Min(1.5 * k * rows.Count / rows.PassingCount, int.MaxValue / 4);
        for (; plan.For(depth) is { } effort; depth *= 4)
        {
            var near = Ranked(candidates(query.Unit, effort), rows.Vectors, query);
            var found = new List<ScoredRow>(k);
            for (var i = 0; i < near.Count && i < Math.Max(depth, k) && found.Count < k; i++)
            {
                if (passing?.Contains(near[i].Row) != false)
                {
                    found.Add(near[i]);
                }
            }

            if (found.Count == k)
            {
                return new SegmentHits(found, near[0].Score, IsExact: false);
            }
        }

        return null;
    }

    private static unsafe List<ScoredRow> Ranked(int[] candidates, HalfRows vectors, QueryVector query)
    {
        var top = new TopRows(candidates.Length);
        fixed (float* prepared = query.Prepared)
        {
            foreach (var row in candidates)
            {
                top.Offer(row, vectors.Score(prepared, row));
            }
        }

        return top.Ordered();
    }
}
