using ReId.Index.Clustering.Constraints;
using ReId.Index.Clustering.Graphs;

namespace ReId.Index.Clustering.Strategies;

/// <summary>
/// Chinese Whispers (Biemann, 2006): every group takes the cluster that weighs most among its neighbours within eps,
/// until nobody changes. Groups speak in order of their weight, heaviest first, in place of the original's chance.
/// Time O(rounds × pairs).
/// </summary>
public sealed class WhispersClusterer : IGraphClusterer
{
    private const int GreatestRounds = 30;

    /// <inheritdoc/>
    public string Name => "whispers";

    /// <inheritdoc/>
    public bool StaysWithinEps => true;

    /// <inheritdoc/>
    public int[] Cluster(DistanceGraph graph, ClusteringConstraints constraints, GraphClusteringOptions options, CancellationToken cancellationToken)
    {
        ClusterNumbers.Check(graph, constraints, options);
        var marks = Enumerable.Range(0, constraints.GroupCount).ToArray();
        var order = Order(graph, constraints, options.Eps);
        var votes = new Dictionary<int, (double Sum, double Greatest)>();
        for (var round = 0; round < GreatestRounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var changed = false;
            foreach (var group in order)
            {
                var mark = Listen(group, graph, constraints, options.Eps, marks, votes);
                changed |= mark != marks[group];
                marks[group] = mark;
            }

            if (!changed)
            {
                break;
            }
        }

        return ClusterNumbers.Of(marks, constraints, options.MinSize);
    }

    private static int Listen(
        int group, DistanceGraph graph, ClusteringConstraints constraints, double eps, int[] marks, Dictionary<int, (double Sum, double Greatest)> votes)
    {
        votes.Clear();
        foreach (var row in constraints.Members(group))
        {
            var others = graph.Neighbours(row);
            var distances = graph.Distances(row);
            for (var i = 0; i < graph.Within(row, eps); i++)
            {
                var other = constraints.Groups[others[i]];
                if (other != group)
                {
                    var (weight, vote) = (Weight(distances[i], eps), votes.GetValueOrDefault(marks[other]));
                    votes[marks[other]] = (vote.Sum + weight, Math.Max(vote.Greatest, weight));
                }
            }
        }

        foreach (var enemy in constraints.Enemies(group))
        {
            votes.Remove(marks[enemy]);
        }

        if (votes.Count == 0)
        {
            return marks[group];
        }

        // Its own cluster counts among equals, so that two do not change places for ever.
        var own = marks[group];
        return votes.OrderByDescending(vote => vote.Value.Sum).ThenByDescending(vote => vote.Value.Greatest)
            .ThenBy(vote => vote.Key == own ? 0 : 1).ThenBy(vote => vote.Key).First().Key;
    }

    private static int[] Order(DistanceGraph graph, ClusteringConstraints constraints, double eps)
    {
        var weights = new double[constraints.GroupCount];
        for (var row = 0; row < graph.Count; row++)
        {
            // Nearest first is an order that does not depend on numbers, so neither does the rounding of the sum.
            foreach (var distance in graph.Distances(row)[..graph.Within(row, eps)])
            {
                weights[constraints.Groups[row]] += Weight(distance, eps);
            }
        }

        return [.. Enumerable.Range(0, weights.Length).OrderByDescending(group => weights[group]).ThenBy(group => group)];
    }

    // At eps itself it still whispers a little, or a graph of copies (eps 0) would be silent.
    private static double Weight(float distance, double eps) => eps == 0 ? 1 : 1e-6 + Math.Max(0, 1 - (distance / eps));
}
