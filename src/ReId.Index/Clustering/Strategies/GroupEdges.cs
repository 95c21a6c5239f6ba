using ReId.Index.Clustering.Constraints;
using ReId.Index.Clustering.Graphs;

namespace ReId.Index.Clustering.Strategies;

/// <summary>Two groups and how far apart they are.</summary>
internal readonly record struct GroupEdge(float Distance, int A, int B) : IComparable<GroupEdge>
{
    public int CompareTo(GroupEdge other) => Distance != other.Distance ? Distance.CompareTo(other.Distance)
        : A != other.A ? A.CompareTo(other.A) : B.CompareTo(other.B);
}

internal static class GroupEdges
{
    /// <summary>Edges between groups, nearest first, of the pairs of rows that a condition admits.</summary>
    /// <param name="graph">The rows and their neighbours.</param>
    /// <param name="constraints">The groups of the rows.</param>
    /// <param name="eps">Pairs farther apart than this are no edges.</param>
    /// <param name="weight">Distance of an edge from two rows and theirs; NaN leaves it out.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static List<GroupEdge> Sorted(
        DistanceGraph graph, ClusteringConstraints constraints, double eps, Func<int, int, float, float> weight, CancellationToken cancellationToken)
    {
        var edges = new List<GroupEdge>();
        for (var row = 0; row < graph.Count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var group = constraints.Groups[row];
            var others = graph.Neighbours(row);
            var distances = graph.Distances(row);
            for (var i = 0; i < graph.Within(row, eps); i++)
            {
                var other = constraints.Groups[others[i]];
                if (row < others[i] && group != other && weight(row, others[i], distances[i]) is var length && !float.IsNaN(length))
                {
                    edges.Add(new GroupEdge(length, Math.Min(group, other), Math.Max(group, other)));
                }
            }
        }

        edges.Sort();
        return edges;
    }
}
