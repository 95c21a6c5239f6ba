using ReId.Contracts;
using ReId.Index.Clustering;
using ReId.Index.Clustering.Constraints;
using ReId.Index.Clustering.Graphs;
using ReId.Index.Clustering.Pipeline;
using ReId.Index.Clustering.Strategies;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Clustering.Strategies;

/// <summary>What every clusterer over distance graphs must do; a new one inherits this and is done when it passes.</summary>
public abstract class GraphClustererContract(string name)
{
    private const int Dimension = 32;
    private readonly Sample _sample = new(77);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Rows that make a core; HDBSCAN's least size, too.</summary>
    protected virtual int MinSamples => 3;

    public static TheoryData<ClusterDistance, double> Distances => new()
    {
        { ClusterDistance.Cosine, 0.7 }, { ClusterDistance.Jaccard, 0.6 },
    };

    [Theory]
    [MemberData(nameof(Distances))]
    public void People_far_apart_are_told_apart(ClusterDistance distance, double eps)
    {
        var (rows, people) = People(8, 9, 0.25f);

        var outcome = Run(rows, distance, eps);

        Assert.Equal((8, 0), (outcome.Clusters, outcome.Noise));
        Assert.Equal(8, people.Zip(outcome.Labels).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 8), outcome.Labels.Distinct()); // By first occurrence.
        Assert.True(outcome.Silhouette > 0.5);
    }

    [Theory]
    [MemberData(nameof(Distances))]
    public void The_order_of_the_rows_does_not_matter_and_the_same_input_gives_the_same(ClusterDistance distance, double eps)
    {
        var (rows, _) = People(7, 8, 0.6f);
        var order = Enumerable.Range(0, rows.Length).ToArray();
        new Random(3).Shuffle(order);

        var before = Run(rows, distance, eps).Labels;
        var after = Run([.. order.Select(row => rows[row])], distance, eps).Labels;

        Assert.Equal(before.AsEnumerable(), Run(rows, distance, eps).Labels);
        Assert.Equal(Names([.. order.Select(row => before[row])]), Names([.. after]));
    }

    [Theory]
    [MemberData(nameof(Distances))]
    public void Constraints_hold_however_the_rows_lie(ClusterDistance distance, double eps)
    {
        var (rows, people) = People(6, 8, 0.5f);
        var random = new Random(11);
        for (var round = 0; round < 8; round++)
        {
            var builder = new ClusteringConstraintsBuilder(rows.Length);
            for (var i = 0; i < 30; i++)
            {
                var (a, b) = (random.Next(rows.Length), random.Next(rows.Length));
                _ = i % 3 == 0 ? builder.TryMustLink(a, b) : builder.TryCannotLink(a, b);
            }

            var constraints = builder.Build();
            var labels = Run(rows, distance, eps, constraints).Labels;

            Assert.Null(constraints.FindViolation([.. labels]));
        }

        // One person, kept in two; two people, made one.
        var (first, second) = (0, people.IndexOf(1));
        var split = Run(rows, distance, eps, new ClusteringConstraintsBuilder(rows.Length).CannotLink(0, 1).Build()).Labels;
        var merged = Run(rows, distance, eps, new ClusteringConstraintsBuilder(rows.Length).MustLink(first, second).Build()).Labels;
        Assert.True(split[0] != split[1] || split[0] < 0);
        Assert.Equal(merged[first], merged[second]);
        Assert.True(merged[first] >= 0);
    }

    [Theory]
    [MemberData(nameof(Distances))]
    public void Copies_share_a_cluster(ClusterDistance distance, double eps)
    {
        var (rows, _) = People(5, 4, 0.2f);
        float[][] doubled = [.. rows, .. rows];

        var labels = Run(doubled, distance, eps).Labels;

        Assert.Equal(labels.Take(rows.Length), labels.Skip(rows.Length));
    }

    [Fact]
    public void Nothing_gives_nothing_and_one_row_is_at_most_a_cluster()
    {
        Assert.Empty(Run([], ClusterDistance.Euclidean, 0.5).Labels);
        var one = Run([Unit()], ClusterDistance.Jaccard, 0.5);
        Assert.Equal(1, one.Clusters + one.Noise);
    }

    [Fact]
    public void Rows_that_are_near_nobody_are_noise_where_clusters_have_a_least_size()
    {
        float[][] rows = [.. Enumerable.Range(0, 20).Select(i => Enumerable.Range(0, Dimension).Select(d => d == i ? 1f : 0f).ToArray())];

        var outcome = Run(rows, ClusterDistance.Euclidean, 0.5, minSize: 2);

        Assert.Equal((0, 20), (outcome.Clusters, outcome.Noise));
        Assert.Null(outcome.Silhouette);
    }

    [Fact]
    public void Rows_that_must_be_together_are_a_cluster_even_where_they_would_be_noise()
    {
        float[][] rows = [.. Enumerable.Range(0, 10).Select(i => Enumerable.Range(0, Dimension).Select(d => d == i ? 1f : 0f).ToArray())];

        var labels = Run(rows, ClusterDistance.Euclidean, 0.1, new ClusteringConstraintsBuilder(10).MustLink(2, 7).Build(), minSize: 3).Labels;

        Assert.Equal((0, 0), (labels[2], labels[7]));
        Assert.Equal(8, labels.Count(label => label < 0));
    }

    [Fact]
    public async Task Work_can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        Assert.ThrowsAny<OperationCanceledException>(() => ClusteringPipeline.Run(
            Features([Unit(), Unit()]), ClusteringConstraints.None(2), new ClusteringPipelineOptions { Algorithm = name }, null, cancelled.Token));
    }

    [Fact]
    public void Settings_and_inputs_that_make_no_sense_are_named()
    {
        Assert.Equal("eps is a distance of at least 0, not NaN.", Assert.Throws<ClusteringSettingException>(() => Run([Unit()], ClusterDistance.Jaccard, double.NaN)).Message);
        Assert.Contains("constraints on 3 rows", Assert.Throws<ReIdException>(
            () => Run([Unit()], ClusterDistance.Jaccard, 0.5, ClusteringConstraints.None(3))).Message, StringComparison.Ordinal);
    }

    protected ClusteringOutcome Run(
        float[][] rows, ClusterDistance distance, double eps, ClusteringConstraints? constraints = null, int minSize = 1) =>
        ClusteringPipeline.Run(
            Features(rows), constraints ?? ClusteringConstraints.None(rows.Length),
            new ClusteringPipelineOptions
            {
                Algorithm = name,
                Distance = distance,
                Clustering = new GraphClusteringOptions { Eps = eps, MinSize = minSize, MinSamples = MinSamples },
                Jaccard = new JaccardOptions { K1 = 8, K2 = 3 },
            },
            progress: null, Token);

    protected static ClusterFeatures Features(float[][] rows) => new(rows.SelectMany(row => row).ToArray(), Dimension);

    protected (float[][] Rows, List<int> People) People(int people, int crops, float noise)
    {
        var centres = Enumerable.Range(0, people).Select(_ => Unit()).ToArray();
        var owners = Enumerable.Range(0, people * crops).Select(i => i % people).ToList();
        return ([.. owners.Select(person => centres[person].Zip(Unit(), (a, b) => a + (noise * b)).ToArray())], owners);
    }

    private float[] Unit()
    {
        var vector = _sample.Vector(Dimension);
        var length = MathF.Sqrt(vector.Sum(value => value * value));
        return Array.ConvertAll(vector, value => value / length);
    }

    private static int[] Names(int[] labels)
    {
        var names = new Dictionary<int, int>();
        return Array.ConvertAll(labels, label => label < 0 ? -1 : names.TryGetValue(label, out var number) ? number : names[label] = names.Count);
    }
}
