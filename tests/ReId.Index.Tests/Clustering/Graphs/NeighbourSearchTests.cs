using ReId.Contracts;
using ReId.Index.Clustering.Graphs;
using ReId.Index.Clustering.Pipeline;
using ReId.Index.Tests.Support;
using ReId.Testing;

namespace ReId.Index.Tests.Clustering.Graphs;

public sealed class NeighbourSearchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ClusterFeatures _features = Rows(3000);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Exact_neighbours_are_those_of_comparing_all()
    {
        var graph = NeighbourSearch.Run(_features, new NeighbourOptions { K = 7 }, null, Token);

        for (var row = 0; row < 200; row++)
        {
            var expected = Enumerable.Range(0, _features.Count).Where(other => other != row).OrderBy(other => _features.Distance(row, other)).Take(7);
            Assert.Equal(expected, graph.Neighbours(row).ToArray());
        }

        Assert.Equal(1, NeighbourRecall.Measure(_features, graph, 100, Token));
    }

    [Fact]
    public void Cells_find_nearly_all_neighbours()
    {
        var graph = NeighbourSearch.Run(_features, new NeighbourOptions { K = 7, ExactUpTo = 100 }, null, Token);

        Assert.InRange(NeighbourRecall.Measure(_features, graph, 500, Token), 0.9, 1);
    }

    [Fact]
    public void An_interrupted_search_goes_on_from_its_blocks_and_gives_the_same()
    {
        var options = new NeighbourOptions { K = 5, ExactUpTo = 100, WorkFolder = _folder.Path };
        using var stop = new CancellationTokenSource();
        var first = new Listener(at =>
        {
            if (at.Stage == "neighbours")
            {
                stop.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(() => NeighbourSearch.Run(_features, options, first, stop.Token));
        Assert.NotEmpty(Directory.GetFiles(_folder.Path, "cells", SearchOption.AllDirectories));

        var resumed = NeighbourSearch.Run(_features, options, null, Token);
        var again = NeighbourSearch.Run(_features, options, null, Token);
        var fresh = NeighbourSearch.Run(_features, options with { WorkFolder = null }, null, Token);

        for (var row = 0; row < _features.Count; row++)
        {
            Assert.Equal(fresh.Neighbours(row).ToArray(), resumed.Neighbours(row).ToArray());
            Assert.Equal(fresh.Distances(row).ToArray(), again.Distances(row).ToArray());
        }
    }

    [Fact]
    public void A_spoilt_block_is_searched_again()
    {
        var options = new NeighbourOptions { K = 5, WorkFolder = _folder.Path };
        var before = NeighbourSearch.Run(_features, options, null, Token);
        var block = Assert.Single(Directory.GetFiles(_folder.Path, "block-*", SearchOption.AllDirectories));
        var bytes = File.ReadAllBytes(block);
        bytes[^9] ^= 1;
        File.WriteAllBytes(block, bytes);

        var after = NeighbourSearch.Run(_features, options, null, Token);

        Assert.Equal(before.Neighbours(2999).ToArray(), after.Neighbours(2999).ToArray());
    }

    [Fact]
    public void Rows_that_are_not_finite_or_of_no_length_are_named()
    {
        Assert.Contains("Row 1 of the features holds NaN in column 0", Assert.Throws<ReIdException>(
            () => new ClusterFeatures(new float[] { 1, 2, float.NaN, 4 }, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("no rows of 3", Assert.Throws<ReIdException>(
            () => new ClusterFeatures(new float[] { 1, 2, 3, 4 }, 3)).Message, StringComparison.Ordinal);
        Assert.Contains("Row 1 of the features is all zeros", Assert.Throws<ReIdException>(
            () => new ClusterFeatures(new float[] { 1, 2, 0, 0 }, 2).Normalised()).Message, StringComparison.Ordinal);
    }

    private static ClusterFeatures Rows(int count)
    {
        var sample = new Sample(5);
        var centres = Enumerable.Range(0, 100).Select(_ => sample.Vector(16)).ToArray();
        return new ClusterFeatures(
            Enumerable.Range(0, count).SelectMany(i => centres[i % 100].Zip(sample.Vector(16), (a, b) => a + (0.3f * b))).ToArray(), 16);
    }

    private sealed class Listener(Action<ClusteringProgress> hear) : IProgress<ClusteringProgress>
    {
        public void Report(ClusteringProgress value) => hear(value);
    }
}
