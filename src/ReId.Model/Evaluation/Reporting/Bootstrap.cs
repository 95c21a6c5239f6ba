namespace ReId.Model.Evaluation.Reporting;

/// <summary>
/// Confidence intervals of means over queries: the queries are drawn again with replacement, many times, and the
/// percentiles of the means are the interval (Efron, 1979). It says how much another draw of queries would change the
/// number, not how much another gallery or training run would.
/// </summary>
public static class Bootstrap
{
    /// <summary>The confidence of the intervals.</summary>
    public const double Confidence = 0.95;

    /// <summary>Finds an interval for the mean of each measure; all measures see the same draws.</summary>
    /// <param name="measures">For each measure its value for each query; all of one length, at least 1.</param>
    /// <param name="draws">How often to draw, at least 1.</param>
    /// <param name="seed">Equal seeds give equal intervals.</param>
    public static Interval[] Intervals(IReadOnlyList<double[]> measures, int draws, int seed)
    {
        ArgumentNullException.ThrowIfNull(measures);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        var random = new Random(seed);
        var queries = measures[0].Length;
        var chosen = new int[queries];
        var means = measures.Select(_ => new double[draws]).ToArray();
        for (var draw = 0; draw < draws; draw++)
        {
            for (var i = 0; i < queries; i++)
            {
                chosen[i] = random.Next(queries);
            }

            for (var m = 0; m < means.Length; m++)
            {
                means[m][draw] = Mean(measures[m], chosen);
            }
        }

        return Array.ConvertAll(means, Percentiles);
    }

    private static double Mean(double[] values, int[] chosen)
    {
        var sum = 0.0;
        foreach (var i in chosen)
        {
            sum += values[i];
        }

        return sum / chosen.Length;
    }

    private static Interval Percentiles(double[] means)
    {
        Array.Sort(means);
        return new Interval(At((1 - Confidence) / 2), At((1 + Confidence) / 2));

        double At(double share)
        {
            var place = share * (means.Length - 1);
            var below = (int)place;
            var above = Math.Min(below + 1, means.Length - 1);
            return means[below] + ((place - below) * (means[above] - means[below]));
        }
    }
}
