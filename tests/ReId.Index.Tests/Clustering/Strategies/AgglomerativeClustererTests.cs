using ReId.Index.Clustering;
using ReId.Index.Clustering.Constraints;
using ReId.Index.Clustering.Graphs;
using ReId.Index.Clustering.Strategies;

namespace ReId.Index.Tests.Clustering.Strategies;

public sealed class AgglomerativeClustererTests() : GraphClustererContract("agglomerative")
{
    [Theory]
    [InlineData(Linkage.Average, false)]
    [InlineData(Linkage.Complete, false)]
    [InlineData(Linkage.Average, true)]
    [InlineData(Linkage.Complete, true)]
    [InlineData(Linkage.Single, false)]
    [InlineData(Linkage.Single, true)]
    public void The_result_is_that_of_always_merging_the_closest_pair(Linkage linkage, bool sparse)
    {
        var clusterer = new AgglomerativeClusterer();
        var (rows, _) = People(5, 7, 1.1f);
        var features = Features(rows).Normalised();
        var constraints = new ClusteringConstraintsBuilder(rows.Length).MustLink(0, 9).CannotLink(1, 6).CannotLink(2, 7).Build();
        for (var eps = 0.5; eps < 1; eps += 0.1)
        {
            var graph = sparse
                ? JaccardGraph.Run(
                    features, NeighbourSearch.Run(features, new NeighbourOptions { K = 8 }, null, Token),
                    new JaccardOptions { K1 = 8, K2 = 3 }, null, Token)
                : RadiusGraph.Run(features, eps, null, Token);

            var labels = clusterer.Cluster(graph, constraints, new GraphClusteringOptions { Eps = eps, Linkage = linkage }, Token);

            Assert.Equal(Closest(graph, constraints, eps, linkage), labels);
        }
    }

    // The textbook algorithm: look at all pairs of groups, merge the closest, begin again.
    private static int[] Closest(DistanceGraph graph, ClusteringConstraints constraints, double eps, Linkage linkage)
    {
        var groups = Enumerable.Range(0, constraints.GroupCount).Select(group => constraints.Members(group).ToArray().ToList()).ToList();
        while (true)
        {
            var best = (A: 0, B: 0, Distance: eps);
            for (var a = 0; a < groups.Count; a++)
            {
                for (var b = 0; b < a; b++)
                {
                    var pairs = groups[a].SelectMany(x => groups[b].Select(y => (x, y))).ToList();
                    if (!pairs.Exists(pair => constraints.Enemies(constraints.Groups[pair.x]).Contains(constraints.Groups[pair.y])))
                    {
                        var distances = pairs.ConvertAll(pair => graph.Between(pair.x, pair.y));
                        var distance = linkage switch
                        {
                            Linkage.Average => distances.Average(),
                            Linkage.Complete => distances.Max(),
                            _ => distances.Min(),
                        };
                        best = distance < best.Distance ? (a, b, distance) : best;
                    }
                }
            }

            if (best.Distance >= eps)
            {
                break;
            }

            groups[best.B].AddRange(groups[best.A]);
            groups.RemoveAt(best.A);
        }

        var labels = new int[graph.Count];
        foreach (var (number, group) in groups.OrderBy(group => group.Min()).Index())
        {
            group.ForEach(row => labels[row] = number);
        }

        return labels;
    }
}
