using ReId.Index.Clustering.Constraints;
using ReId.Index.Clustering.Graphs;

namespace ReId.Index.Clustering.Strategies;

/// <summary>
/// Agglomerative clustering of one component over the matrix of its distances, by the nearest-neighbour chain: both
/// linkages are reducible, also where an infinite distance keeps two groups apart.
/// </summary>
internal static class DenseLinkage
{
    /// <summary>Marks each group of the component with the lowest group of its cluster.</summary>
    public static void Cluster(
        DistanceGraph graph, ClusteringConstraints constraints, int[] component, GraphClusteringOptions options, int[] marks, CancellationToken cancellationToken)
    {
        var kept = Enumerable.Range(0, component.Length).ToArray();
        foreach (var (a, b, _) in Merges(graph, constraints, component, options.Linkage, options.Eps, cancellationToken))
        {
            kept[b] = a;
        }

        for (var i = 0; i < component.Length; i++)
        {
            // A cluster is named by its lowest member, which comes first.
            kept[i] = kept[kept[i]];
            var root = i;
            while (kept[root] != root)
            {
                root = kept[root];
            }

            marks[component[i]] = component[root];
        }
    }

    /// <summary>All merges less than <paramref name="eps"/> apart: the lower number is kept, the higher one goes.</summary>
    public static List<(int Kept, int Gone, double Distance)> Merges(
        DistanceGraph graph, ClusteringConstraints constraints, int[] groups, Linkage linkage, double eps, CancellationToken cancellationToken)
    {
        var distances = Fill(graph, constraints, groups, linkage, cancellationToken);
        var sizes = Array.ConvertAll(groups, group => (double)constraints.Members(group).Length);
        var active = Enumerable.Range(0, groups.Length).ToList();
        var merges = new List<(int, int, double)>();
        var chain = new List<int>();
        while (active.Count > 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (chain.Count == 0)
            {
                chain.Add(active[0]);
            }

            // 1. The nearest of the tip; on a tie the one we came from, or the chain would not end.
            var tip = chain[^1];
            var nearest = chain.Count > 1 ? chain[^2] : -1;
            var best = nearest < 0 ? double.PositiveInfinity : distances[Math.Max(tip, nearest)][Math.Min(tip, nearest)];
            foreach (var other in active)
            {
                if (other != tip && (tip > other ? distances[tip][other] : distances[other][tip]) is var distance && distance < best)
                {
                    (nearest, best) = (other, distance);
                }
            }

            // 2. One whose nearest is too far is finished: merges of others bring nobody nearer.
            if (!(best < eps))
            {
                active.RemoveAt(active.BinarySearch(tip));
                chain.Clear();
                continue;
            }

            if (chain.Count < 2 || nearest != chain[^2])
            {
                chain.Add(nearest);
                continue;
            }

            // 3. Each other's nearest become one.
            chain.RemoveRange(chain.Count - 2, 2);
            var (kept, gone) = (Math.Min(tip, nearest), Math.Max(tip, nearest));
            merges.Add((kept, gone, best));
            active.RemoveAt(active.BinarySearch(gone));
            var (share, rest) = (sizes[kept] / (sizes[kept] + sizes[gone]), sizes[gone] / (sizes[kept] + sizes[gone]));
            foreach (var other in active)
            {
                if (other != kept)
                {
                    ref var mine = ref kept > other ? ref distances[kept][other] : ref distances[other][kept];
                    var theirs = gone > other ? distances[gone][other] : distances[other][gone];
                    mine = linkage == Linkage.Complete ? Math.Max(mine, theirs) : (mine * share) + (theirs * rest);
                }
            }

            sizes[kept] += sizes[gone];
        }

        return merges;
    }

    private static double[][] Fill(
        DistanceGraph graph, ClusteringConstraints constraints, int[] groups, Linkage linkage, CancellationToken cancellationToken)
    {
        var distances = new double[groups.Length][];
        Parallel.For(0, groups.Length, new ParallelOptions { CancellationToken = cancellationToken }, a =>
        {
            var row = distances[a] = new double[a];
            var enemies = constraints.Enemies(groups[a]);
            for (var b = 0; b < a; b++)
            {
                row[b] = enemies.BinarySearch(groups[b]) >= 0
                    ? double.PositiveInfinity
                    : Between(graph, constraints.Members(groups[a]), constraints.Members(groups[b]), linkage);
            }
        });
        return distances;
    }

    private static double Between(DistanceGraph graph, ReadOnlySpan<int> first, ReadOnlySpan<int> second, Linkage linkage)
    {
        var (sum, greatest) = (0.0, 0.0);
        foreach (var a in first)
        {
            foreach (var b in second)
            {
                var distance = graph.Between(a, b);
                sum += distance;
                greatest = Math.Max(greatest, distance);
            }
        }

        return linkage == Linkage.Complete ? greatest : sum / ((double)first.Length * second.Length);
    }
}
