using ReId.Index.Clustering.Constraints;
using ReId.Index.Clustering.Graphs;

namespace ReId.Index.Clustering.Strategies;

/// <summary>
/// After HDBSCAN (Campello et al., 2013): a hierarchy of mutual reachability distances, of which the clusters that live
/// longest over density are taken. Unlike the original it sees only the pairs of the graph within eps, so the hierarchy
/// is a forest, and a whole tree may be one cluster. The least size is <c>MinSize</c>, or <c>MinSamples</c> where that
/// is 1. Time O(E log E).
/// </summary>
public sealed class HdbscanClusterer : IGraphClusterer
{
    /// <inheritdoc/>
    public string Name => "hdbscan";

    /// <inheritdoc/>
    public bool StaysWithinEps => false;

    /// <inheritdoc/>
    public int[] Cluster(DistanceGraph graph, ClusteringConstraints constraints, GraphClusteringOptions options, CancellationToken cancellationToken)
    {
        ClusterNumbers.Check(graph, constraints, options);

        // 1. The core distance reaches enough rows, itself included; infinite where the graph holds too few.
        var core = new float[graph.Count];
        for (var row = 0; row < graph.Count; row++)
        {
            var distances = graph.Distances(row);
            var needed = options.MinSamples - 1;
            core[row] = needed == 0 ? 0 : distances.Length >= needed ? distances[needed - 1] : float.PositiveInfinity;
        }

        var edges = GroupEdges.Sorted(graph, constraints, options.Eps, (a, b, distance) =>
        {
            var reach = Math.Max(distance, Math.Max(core[a], core[b]));
            return reach <= (float)options.Eps ? reach : float.NaN;
        }, cancellationToken);

        // 2. Single linkage over it; a union that a constraint forbids is left out.
        var forest = new ClusterForest(constraints, options.Eps);
        var union = GuardedUnion.Of(constraints);
        foreach (var edge in edges)
        {
            var (a, b) = (union.Find(edge.A), union.Find(edge.B));
            if (a != b && union.TryUnion(a, b))
            {
                forest.Join(a, b, union.Find(a), edge.Distance);
            }
        }

        // 3. The clusters that outlive their parts.
        var least = Math.Max(2, options.MinSize > 1 ? options.MinSize : options.MinSamples);
        return ClusterNumbers.Of(forest.Select(least), constraints, least);
    }
}
