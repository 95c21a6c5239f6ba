using ReId.Index.Clustering.Constraints;
using ReId.Index.Clustering.Graphs;

namespace ReId.Index.Clustering.Strategies;

/// <summary>
/// DBSCAN (Ester et al., KDD 1996): cores within eps of each other are one cluster, others join the cluster of their
/// nearest core or are noise. Time O(E log E) for E pairs within eps. With cannot-link, near cores join first and a
/// union that a constraint forbids is left out.
/// </summary>
public sealed class DbscanClusterer : IGraphClusterer
{
    /// <inheritdoc/>
    public string Name => "dbscan";

    /// <inheritdoc/>
    public bool StaysWithinEps => true;

    /// <inheritdoc/>
    public int[] Cluster(DistanceGraph graph, ClusteringConstraints constraints, GraphClusteringOptions options, CancellationToken cancellationToken)
    {
        ClusterNumbers.Check(graph, constraints, options);

        // 1. A core has enough rows within eps, itself included.
        var core = new bool[graph.Count];
        var dense = new bool[constraints.GroupCount];
        for (var row = 0; row < graph.Count; row++)
        {
            core[row] = graph.Within(row, options.Eps) + 1 >= options.MinSamples;
            dense[constraints.Groups[row]] |= core[row];
        }

        // 2. Cores near each other join.
        var union = GuardedUnion.Of(constraints);
        foreach (var edge in GroupEdges.Sorted(
            graph, constraints, options.Eps, (a, b, distance) => core[a] && core[b] ? distance : float.NaN, cancellationToken))
        {
            union.TryUnion(edge.A, edge.B);
        }

        // 3. A group without a core joins the nearest core that it may join.
        var borders = GroupEdges.Sorted(
            graph, constraints, options.Eps,
            (a, b, distance) => dense[constraints.Groups[a]] != dense[constraints.Groups[b]] && (core[a] || core[b]) ? distance : float.NaN,
            cancellationToken);
        var joined = (bool[])dense.Clone();
        foreach (var edge in borders)
        {
            var (border, inner) = dense[edge.A] ? (edge.B, edge.A) : (edge.A, edge.B);
            joined[border] = joined[border] || union.TryUnion(border, inner);
        }

        var marks = new int[constraints.GroupCount];
        for (var group = 0; group < marks.Length; group++)
        {
            marks[group] = joined[group] ? union.Find(group) : ClusterNumbers.Noise;
        }

        return ClusterNumbers.Of(marks, constraints, options.MinSize);
    }
}
