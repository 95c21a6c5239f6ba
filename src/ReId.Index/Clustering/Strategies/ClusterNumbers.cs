using ReId.Index.Clustering.Constraints;
using ReId.Index.Clustering.Graphs;

namespace ReId.Index.Clustering.Strategies;

/// <summary>Turns marks of groups into clusters of rows.</summary>
internal static class ClusterNumbers
{
    /// <summary>Mark of a group without a cluster.</summary>
    public const int Noise = -1;

    /// <summary>
    /// Numbers clusters by first occurrence. Small ones are noise, except that rows which must be together stay a
    /// cluster: as noise they would be apart.
    /// </summary>
    /// <param name="marks">Any number a group; equal ones are a cluster, <see cref="Noise"/> is none.</param>
    /// <param name="constraints">The groups and their rows.</param>
    /// <param name="minSize">Least rows of a cluster.</param>
    public static int[] Of(int[] marks, ClusteringConstraints constraints, int minSize)
    {
        var sizes = new Dictionary<int, int>();
        for (var group = 0; group < marks.Length; group++)
        {
            if (marks[group] >= 0)
            {
                sizes[marks[group]] = sizes.GetValueOrDefault(marks[group]) + constraints.Members(group).Length;
            }
        }

        // Groups whose cluster goes are alone again, under numbers that no mark has.
        var own = new int[marks.Length];
        var free = marks.Length == 0 ? 0 : Math.Max(marks.Max(), 0) + 1;
        for (var group = 0; group < marks.Length; group++)
        {
            var stays = marks[group] >= 0 && sizes[marks[group]] >= minSize;
            own[group] = stays ? marks[group] : constraints.Members(group).Length > 1 ? free++ : Noise;
        }

        var numbers = new Dictionary<int, int>();
        var labels = new int[constraints.Count];
        for (var row = 0; row < labels.Length; row++)
        {
            var mark = own[constraints.Groups[row]];
            if (mark == Noise)
            {
                labels[row] = Noise;
            }
            else if (!numbers.TryGetValue(mark, out labels[row]))
            {
                labels[row] = numbers.Count;
                numbers.Add(mark, labels[row]);
            }
        }

        return labels;
    }

    public static void Check(DistanceGraph graph, ClusteringConstraints constraints, GraphClusteringOptions options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(constraints);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (graph.Count != constraints.Count)
        {
            throw new ArgumentException($"there are {graph.Count} rows and constraints on {constraints.Count}", nameof(constraints));
        }
    }
}
