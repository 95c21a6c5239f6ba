namespace ReId.Index.Clustering.Graphs;

/// <summary>
/// Each row as a sparse vector over its expanded k-reciprocal neighbours (Zhong et al., CVPR 2017), each weighed by
/// exp(−d²) and the sum 1, averaged over the nearest k2.
/// </summary>
internal static class ReciprocalEncoding
{
    public static (int[] Columns, float[] Weights)[] Encode(
        ClusterFeatures features, NeighbourGraph graph, JaccardOptions options, int[] order, Action<int> report, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { CancellationToken = cancellationToken };
        var plain = new (int[] Columns, float[] Weights)[graph.Count];
        var averaged = new (int[], float[])[graph.Count];
        const int Block = 8192;
        for (var first = 0; first < graph.Count; first += Block)
        {
            Parallel.For(first, Math.Min(first + Block, graph.Count), parallel, place =>
            {
                var row = order[place];
                plain[row] = Weigh(features, graph, options.K1, row);
            });
            report(Math.Min(first + Block, graph.Count) / 2);
        }

        if (options.K2 == 1)
        {
            return plain;
        }

        for (var first = 0; first < graph.Count; first += Block)
        {
            Parallel.For(first, Math.Min(first + Block, graph.Count), parallel, place =>
            {
                var row = order[place];
                averaged[row] = Average(plain, graph, options.K2, row);
            });
            report((graph.Count + Math.Min(first + Block, graph.Count)) / 2);
        }

        return averaged;
    }

    private static (int[], float[]) Weigh(ClusterFeatures features, NeighbourGraph graph, int k1, int row)
    {
        // 1. Those that name each other among their first k1.
        var own = Reciprocal(graph, row, k1);
        var members = new HashSet<int>(own) { row };
        var all = new HashSet<int>(members);

        // 2. And those of each of them, where two thirds of its nearer half agree with ours.
        foreach (var candidate in own)
        {
            var theirs = Reciprocal(graph, candidate, (int)Math.Round(k1 / 2.0, MidpointRounding.ToEven));
            theirs.Add(candidate);
            if (3 * theirs.Count(members.Contains) > 2 * theirs.Count)
            {
                all.UnionWith(theirs);
            }
        }

        // 3. Near ones count for more.
        int[] columns = [.. all.Order()];
        var weights = new double[columns.Length];
        var near = graph.Neighbours(row);
        for (var i = 0; i < columns.Length; i++)
        {
            var place = columns[i] == row ? -1 : near.IndexOf(columns[i]);
            var distance = columns[i] == row ? 0 : place >= 0 ? graph.Distances(row)[place] : features.Distance(row, columns[i]);
            weights[i] = Math.Exp(-distance * distance);
        }

        var sum = weights.Sum();
        return (columns, Array.ConvertAll(weights, weight => (float)(weight / sum)));
    }

    private static List<int> Reciprocal(NeighbourGraph graph, int row, int count)
    {
        var mutual = new List<int>(count + 1);
        var neighbours = graph.Neighbours(row);
        foreach (var neighbour in neighbours[..Math.Min(count, neighbours.Length)])
        {
            var back = graph.Neighbours(neighbour);
            if (back[..Math.Min(count, back.Length)].Contains(row))
            {
                mutual.Add(neighbour);
            }
        }

        return mutual;
    }

    private static (int[], float[]) Average((int[] Columns, float[] Weights)[] vectors, NeighbourGraph graph, int k2, int row)
    {
        var sums = new Dictionary<int, double>();
        var neighbours = graph.Neighbours(row);
        var count = Math.Min(k2 - 1, neighbours.Length) + 1;
        for (var n = 0; n < count; n++)
        {
            var (columns, weights) = vectors[n == 0 ? row : neighbours[n - 1]];
            for (var i = 0; i < columns.Length; i++)
            {
                sums[columns[i]] = sums.GetValueOrDefault(columns[i]) + weights[i];
            }
        }

        int[] keys = [.. sums.Keys.Order()];
        return (keys, Array.ConvertAll(keys, key => (float)(sums[key] / count)));
    }
}
