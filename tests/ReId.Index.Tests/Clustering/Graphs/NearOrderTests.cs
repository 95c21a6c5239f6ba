using ReId.Index.Clustering.Graphs;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Clustering.Graphs;

public sealed class NearOrderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_row_comes_once_and_those_of_one_place_one_after_the_other()
    {
        // Fifty places far apart, twenty rows each, dealt like cards: row i is at place i mod 50.
        var sample = new Sample(2);
        var centres = Enumerable.Range(0, 50).Select(_ => sample.Vector(16)).ToArray();
        var features = new ClusterFeatures(
            Enumerable.Range(0, 1000).SelectMany(i => centres[i % 50].Zip(sample.Vector(16), (a, b) => a + (0.01f * b))).ToArray(), 16);
        var graph = NeighbourSearch.Run(features, new NeighbourOptions { K = 5 }, null, Token);

        var order = NearOrder.Of(graph);

        Assert.Equal(Enumerable.Range(0, 1000), order.Order());
        var moves = order.Zip(order.Skip(1)).Count(pair => pair.First % 50 != pair.Second % 50);
        // In order of number every step is one to another place; rows that nobody names come after their place.
        Assert.InRange(moves, 49, 99);
    }

    [Fact]
    public void A_row_without_neighbours_is_no_exception()
    {
        var graph = NeighbourSearch.Run(new ClusterFeatures(new float[] { 1, 0 }, 2), new NeighbourOptions(), null, Token);

        Assert.Equal([0], NearOrder.Of(graph));
    }
}
