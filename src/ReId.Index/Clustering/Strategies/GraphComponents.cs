using ReId.Index.Clustering.Constraints;
using ReId.Index.Clustering.Graphs;

namespace ReId.Index.Clustering.Strategies;

/// <summary>Groups connected by pairs within eps.</summary>
internal static class GraphComponents
{
    /// <summary>The groups of each component, ascending.</summary>
    public static List<int[]> Of(DistanceGraph graph, ClusteringConstraints constraints, double eps, CancellationToken cancellationToken)
    {
        var union = new GuardedUnion(constraints.GroupCount);
        for (var row = 0; row < graph.Count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var neighbours = graph.Neighbours(row);
            for (var i = 0; i < graph.Within(row, eps); i++)
            {
                union.TryUnion(constraints.Groups[row], constraints.Groups[neighbours[i]]);
            }
        }

        var lists = new Dictionary<int, List<int>>();
        for (var group = 0; group < constraints.GroupCount; group++)
        {
            var root = union.Find(group);
            if (!lists.TryGetValue(root, out var list))
            {
                lists.Add(root, list = []);
            }

            list.Add(group);
        }

        return [.. lists.Values.Select(list => list.ToArray())];
    }
}
