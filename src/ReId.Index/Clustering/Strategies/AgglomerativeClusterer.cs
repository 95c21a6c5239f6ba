using ReId.Index.Clustering.Constraints;
using ReId.Index.Clustering.Graphs;

namespace ReId.Index.Clustering.Strategies;

/// <summary>
/// Agglomerative clustering, average, complete or single linkage, merging while clusters are less than eps apart. What is merged
/// so is connected by pairs less than eps apart, so each connected component is clustered by itself with the same
/// result. Time O(m²) in a component of m groups, or its pairs where absent ones count as a constant.
/// </summary>
public sealed class AgglomerativeClusterer : IGraphClusterer
{
    // 1.6 GB of distances.
    private const int GreatestDense = 20_000;

    internal const string Named = "agglomerative";

    /// <inheritdoc/>
    public string Name => Named;

    /// <inheritdoc/>
    public bool StaysWithinEps => true;

    /// <inheritdoc/>
    public int[] Cluster(DistanceGraph graph, ClusteringConstraints constraints, GraphClusteringOptions options, CancellationToken cancellationToken)
    {
        ClusterNumbers.Check(graph, constraints, options);
        if (!graph.IsExact && options.Eps > graph.Absent)
        {
            throw new ClusteringSettingException(name => FormattableString.Invariant(
                $"{name("eps")} is at most {graph.Absent} with this distance, not {options.Eps}: no two count as farther apart."));
        }

        var marks = new int[constraints.GroupCount];
        var components = GraphComponents.Of(graph, constraints, options.Eps, cancellationToken);
        Parallel.ForEach(components, new ParallelOptions { CancellationToken = cancellationToken }, component =>
        {
            if (component.Length == 1)
            {
                marks[component[0]] = component[0];
                return;
            }

            if (!graph.IsExact)
            {
                SparseLinkage.Cluster(graph, constraints, component, options, marks, cancellationToken);
                return;
            }

            if (component.Length > GreatestDense)
            {
                throw new ClusteringSettingException(name => FormattableString.Invariant(
                    $"{component.Length} rows hang together within eps {options.Eps}, more than the {GreatestDense} that agglomerative clustering of plain distances can hold: lower {name("eps")}, or take {name("distance")} jaccard."));
            }

            DenseLinkage.Cluster(graph, constraints, component, options, marks, cancellationToken);
        });
        return ClusterNumbers.Of(marks, constraints, options.MinSize);
    }
}
