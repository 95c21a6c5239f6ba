using ReId.Bindings.Faiss.Tests.Support;

namespace ReId.Bindings.Faiss.Tests.Clustering;

public sealed class KMeansTests
{
    private const int Dimension = TestVectors.Dimension;
    private const int Clusters = 12;
    private static readonly float[] s_points = TestVectors.Create(600, seed: 3, centres: Clusters, spread: 0.05f);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_point_belongs_to_its_nearest_centroid(bool spherical)
    {
        var result = Run(s_points, Dimension, Clusters, new FaissKMeansOptions { Spherical = spherical });

        var oracle = new Oracle(spherical ? FaissMetric.InnerProduct : FaissMetric.L2);
        oracle.Add(result.Centroids, [.. Enumerable.Range(0, Clusters).Select(i => (long)i)]);
        for (var i = 0; i < 600; i++)
        {
            var point = s_points[(i * Dimension)..((i + 1) * Dimension)];
            Assert.Equal(oracle.Nearest(point, 1)[0], result.Assignments[i]);
            Assert.Equal(oracle.Distance(point, result.Assignments[i]), result.Distances[i], 1e-3);
        }

        Assert.Equal(result.Distances.Sum(d => (double)d), result.Objective, 0.01);
    }

    [Fact]
    public void Points_beyond_a_float_are_refused()
    {
        float[] points = [.. s_points.Select(value => value * 1e30f)];

        Assert.Contains("squared length fits", Assert.Throws<FaissException>(() => Run(points, Dimension, Clusters)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Well_separated_clusters_are_found()
    {
        // Random starts, of which one in a few takes a point of each of four clusters.
        var points = TestVectors.Create(600, seed: 3, centres: 4, spread: 0.05f);

        var result = Run(points, Dimension, 4, new FaissKMeansOptions { Redo = 40 });

        Assert.All(result.Distances, d => Assert.True(d < 0.2f, $"a point lies {d} from its centroid"));
        Assert.Equal(4, result.Assignments.Distinct().Count());
    }

    [Fact]
    public void The_same_seed_gives_the_same_clusters()
    {
        var first = Run(s_points, Dimension, Clusters, new FaissKMeansOptions { Seed = 5 });
        var second = Run(s_points, Dimension, Clusters, new FaissKMeansOptions { Seed = 5 });
        var other = Run(s_points, Dimension, Clusters, new FaissKMeansOptions { Seed = 6, Iterations = 1 });

        Assert.Equal(first.Assignments, second.Assignments);
        Assert.NotEqual(first.Centroids, other.Centroids);
    }

    [Fact]
    public void Progress_tells_of_each_iteration_and_the_objective_falls()
    {
        var heard = new List<FaissKMeansProgress>();

        Run(s_points, Dimension, Clusters, new FaissKMeansOptions { Iterations = 8 }, new Listener(heard.Add));

        Assert.Equal(Enumerable.Range(1, 8), heard.Select(p => p.Iteration));
        Assert.All(heard.Zip(heard.Skip(1)), pair => Assert.True(pair.Second.Objective <= pair.First.Objective * 1.0001f));
        Assert.True(heard[^1].Objective < heard[0].Objective);
    }

    [Fact]
    public void Training_draws_no_more_points_than_allowed()
    {
        var result = Run(s_points, Dimension, Clusters, new FaissKMeansOptions { MaxPointsPerCentroid = 1 });

        // One point for each cluster is left to train on, so each centroid is one of the points; all are assigned.
        var points = s_points.Chunk(Dimension).ToList();
        Assert.All(result.Centroids.Chunk(Dimension), c => Assert.Contains(points, p => p.AsSpan().SequenceEqual(c)));
        Assert.Equal(600, result.Assignments.Length);
        Assert.All(
            Run(s_points, Dimension, Clusters).Centroids.Chunk(Dimension),
            c => Assert.DoesNotContain(points, p => p.AsSpan().SequenceEqual(c)));
    }

    [Fact]
    public void It_stops_when_cancelled_and_when_the_listener_throws()
    {
        using var cancellation = new CancellationTokenSource();
        var iterations = 0;

        Assert.Throws<OperationCanceledException>(() => FaissKMeans.Run(
            s_points, Dimension, Clusters, null, new Listener(_ =>
            {
                iterations++;
                cancellation.Cancel();
            }), cancellation.Token));
        Assert.Equal(1, iterations);

        var error = Assert.Throws<InvalidOperationException>(() => Run(
            s_points, Dimension, Clusters, progress: new Listener(_ => throw new InvalidOperationException("enough"))));
        Assert.Equal("enough", error.Message);
    }

    [Fact]
    public void Impossible_requests_are_refused()
    {
        Assert.Throws<FaissException>(() => Run(s_points.AsSpan(0, 5 * Dimension), Dimension, 6));
        Assert.Throws<FaissException>(() => Run(new float[] { 1, float.NaN, 2, 3 }, 2, 1));
        Assert.Throws<ArgumentException>(() => Run(new float[7], 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(s_points, Dimension, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(s_points, Dimension, 2, new FaissKMeansOptions { Iterations = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(s_points, Dimension, 2, new FaissKMeansOptions { MaxPointsPerCentroid = 0 }));
    }

    private static FaissKMeansResult Run(
        ReadOnlySpan<float> points, int dimension, int clusters, FaissKMeansOptions? options = null, IProgress<FaissKMeansProgress>? progress = null) =>
        FaissKMeans.Run(points, dimension, clusters, options, progress, TestContext.Current.CancellationToken);

    private sealed class Listener(Action<FaissKMeansProgress> hear) : IProgress<FaissKMeansProgress>
    {
        public void Report(FaissKMeansProgress value) => hear(value);
    }
}
