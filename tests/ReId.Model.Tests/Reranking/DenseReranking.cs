using ReId.Model.Evaluation.Labels;

namespace ReId.Model.Tests.Reranking;

/// <summary>k-reciprocal re-ranking by its definition, with full matrices in float64: slow and plain.</summary>
internal static class DenseReranking
{
    /// <summary>The first rows are the queries, the others the gallery.</summary>
    public static double[,] Compute(FeatureMatrix all, int queries, int k1, int k2, double lambda)
    {
        var pairs = OfAllPairs(all, k1, k2, lambda);
        var final = new double[queries, all.Rows - queries];
        for (var q = 0; q < queries; q++)
        {
            for (var g = queries; g < all.Rows; g++)
            {
                final[q, g - queries] = pairs[q, g];
            }
        }

        return final;
    }

    /// <summary>Every row against every row.</summary>
    public static double[,] OfAllPairs(FeatureMatrix all, int k1, int k2, double lambda)
    {
        var n = all.Rows;
        var d = Distances(all);
        var order = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).OrderBy(j => d[i, j]).ToArray()).ToArray();
        var half = (int)Math.Round(k1 / 2.0, MidpointRounding.ToEven) + 1;
        var v = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            var own = Mutual(order, i, k1 + 1);
            var set = own.ToHashSet();
            foreach (var candidate in own)
            {
                var theirs = Mutual(order, candidate, half);
                if (theirs.Intersect(own).Count() > 2.0 / 3 * theirs.Count)
                {
                    set.UnionWith(theirs);
                }
            }

            var sum = set.Sum(j => Math.Exp(-d[i, j]));
            foreach (var j in set)
            {
                v[i, j] = Math.Exp(-d[i, j]) / sum;
            }
        }

        var mean = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                mean[i, j] = order[i].Take(k2).Average(neighbour => v[neighbour, j]);
            }
        }

        var final = new double[n, n];
        for (var q = 0; q < n; q++)
        {
            for (var g = 0; g < n; g++)
            {
                var shared = Enumerable.Range(0, n).Sum(j => Math.Min(mean[q, j], mean[g, j]));
                final[q, g] = ((1 - lambda) * (1 - (shared / (2 - shared)))) + (lambda * d[q, g]);
            }
        }

        return final;
    }

    private static List<int> Mutual(int[][] order, int i, int count) =>
        [.. order[i].Take(count).Where(j => order[j].Take(count).Contains(i))];

    private static double[,] Distances(FeatureMatrix all)
    {
        var d = new double[all.Rows, all.Rows];
        for (var i = 0; i < all.Rows; i++)
        {
            var greatest = 0.0;
            for (var j = 0; j < all.Rows; j++)
            {
                for (var c = 0; c < all.Dimension; c++)
                {
                    d[i, j] += Math.Pow((double)all.Row(i)[c] - all.Row(j)[c], 2);
                }

                greatest = Math.Max(greatest, d[i, j]);
            }

            for (var j = 0; j < all.Rows; j++)
            {
                d[i, j] /= greatest;
            }
        }

        return d;
    }
}
