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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Cells_of_vectors_of_length_1_find_nearly_all_neighbours(bool alike)
    {
        // Alike: more cells than different vectors, so that some cells are empty.
        var features = (alike ? new ClusterFeatures(Enumerable.Range(0, 3000).SelectMany(i => _features.Row(i % 20).ToArray()).ToArray(), 16) : _features).Normalised();

        var graph = NeighbourSearch.Run(features, new NeighbourOptions { K = 7, ExactUpTo = 100, Probes = 12 }, null, Token);

        Assert.All(Enumerable.Range(0, 3000), row => Assert.Equal(7, graph.Neighbours(row).ToArray().Except([row]).Distinct().Count()));
        if (alike)
        {
            Assert.All(Enumerable.Range(0, 3000), row => Assert.All(graph.Distances(row).ToArray(), distance => Assert.Equal(0, distance)));
        }
        else
        {
            Assert.InRange(NeighbourRecall.Measure(features, graph, 500, Token), 0.9, 1);
        }
    }

    [Theory]
    [InlineData(100)]    // by cells
    [InlineData(20_000)] // exact
    public void An_interrupted_search_goes_on_and_gives_the_same(int exactUpTo)
    {
        var features = exactUpTo > 100 ? Rows(17_000) : _features;
        var options = new NeighbourOptions { K = 5, ExactUpTo = exactUpTo, WorkFolder = _folder.Path };
        using var stop = new CancellationTokenSource();
        var stopped = new Listener(at =>
        {
            if (at.Stage == "neighbours" && at.Done > 0.95 * features.Count)
            {
                stop.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(() => NeighbourSearch.Run(features, options, stopped, stop.Token));

        var heard = new List<long>();
        var resumed = NeighbourSearch.Run(features, options, new Listener(at => heard.AddRange(at.Stage == "neighbours" ? [at.Done] : Array.Empty<long>())), Token);
        var again = NeighbourSearch.Run(features, options, null, Token);
        var fresh = NeighbourSearch.Run(features, options with { WorkFolder = null }, null, Token);

        Assert.True(heard[0] > 0.9 * features.Count, $"It began again at {heard[0]} rows.");
        for (var row = 0; row < features.Count; row++)
        {
            Assert.Equal(fresh.Neighbours(row).ToArray(), resumed.Neighbours(row).ToArray());
            Assert.Equal(fresh.Distances(row).ToArray(), again.Distances(row).ToArray());
        }
    }

    [Theory]
    [InlineData(100, "heaps")]
    [InlineData(100, "cells")]
    [InlineData(60_000, "block-*")]
    public void What_is_spoilt_in_the_work_folder_is_searched_again(int exactUpTo, string name)
    {
        var options = new NeighbourOptions { K = 5, ExactUpTo = exactUpTo, WorkFolder = _folder.Path, KeepEvery = TimeSpan.Zero };
        var before = NeighbourSearch.Run(_features, options, null, Token);
        var file = Assert.Single(Directory.GetFiles(_folder.Path, name, SearchOption.AllDirectories));
        var bytes = File.ReadAllBytes(file);
        bytes[^9] ^= 1;
        File.WriteAllBytes(file, bytes);

        var after = NeighbourSearch.Run(_features, options, null, Token);

        Assert.Equal(before.Neighbours(2999).ToArray(), after.Neighbours(2999).ToArray());
        Assert.NotEqual(bytes, File.ReadAllBytes(file));
    }

    [Fact]
    public void Rows_whose_squares_are_beyond_a_float_are_named()
    {
        var features = new ClusterFeatures(Enumerable.Range(0, 400).Select(i => i == 201 ? 1e19f : i).ToArray(), 2);

        var failure = Assert.Throws<ReIdException>(() => NeighbourSearch.Run(features, new NeighbourOptions { K = 3, ExactUpTo = 0 }, null, Token));

        Assert.Contains("Row 100 of the features is so long", failure.Message, StringComparison.Ordinal);
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
