using ReId.Index.Clustering.Constraints;
using ReId.Index.Clustering.Graphs;

namespace ReId.Index.Clustering.Strategies;

/// <summary>
/// Clusters rows whose sparse distances are given. A strategy: one class, one name, one line in
/// <see cref="GraphClustererCatalog"/>.
/// </summary>
public interface IGraphClusterer
{
    /// <summary>The name that configuration and <c>--algorithm</c> select it by.</summary>
    string Name { get; }

    /// <summary>True where it needs all pairs within eps and no others; false where it looks beyond.</summary>
    bool StaysWithinEps { get; }

    /// <summary>Clusters rows. Constraints hold always; the same input gives the same result.</summary>
    /// <param name="graph">The distances.</param>
    /// <param name="constraints">What must and must not be together, of as many rows.</param>
    /// <param name="options">Distances and sizes.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>For each row a cluster, numbered from 0 in order of first occurrence, or −1 for noise.</returns>
    int[] Cluster(DistanceGraph graph, ClusteringConstraints constraints, GraphClusteringOptions options, CancellationToken cancellationToken);
}
