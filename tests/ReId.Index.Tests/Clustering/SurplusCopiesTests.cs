using ReId.Index.Clustering.Constraints;
using ReId.Index.Clustering.Graphs;
using ReId.Index.Clustering.Pipeline;
using ReId.Index.Clustering.Strategies;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Clustering;

/// <summary>Many exact copies of a row cost no more than a few, and change nothing for the others.</summary>
public sealed class SurplusCopiesTests
{
    private const int Dimension = 24;
    private const int Enough = 21; // k1 + 1
    private readonly Sample _sample = new(5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Algorithms => [.. GraphClustererCatalog.Names];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Ninety_thousand_rows_of_three_vectors_are_three_clusters(string algorithm)
    {
        // All pairs of copies would be 2.7 thousand million.
        var faces = Enumerable.Range(0, 3).Select(_ => _sample.Vector()).ToArray();
        var rows = Enumerable.Range(0, 90_000).Select(i => faces[i % 3]).ToArray();

        var outcome = Run(rows, ClusteringConstraints.None(rows.Length), algorithm);

        Assert.Equal((3, 0), (outcome.Clusters, outcome.Noise));
        Assert.Equal(rows.Select((_, i) => i % 3), outcome.Labels);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void The_others_are_where_they_are_with_few_copies_and_the_copies_are_together(string algorithm)
    {
        var people = Enumerable.Range(0, 10).SelectMany(_ =>
        {
            var face = _sample.Vector();
            return Enumerable.Range(0, 8).Select(_ => face.Select(value => value + (0.3f * _sample.Vector(1)[0])).ToArray());
        }).ToList();
        var copied = people[17];
        float[][] few = [.. people, .. Enumerable.Repeat(copied, Enough - 1)];
        float[][] many = [.. people, .. Enumerable.Repeat(copied, 3000)];

        var (before, after) = (Run(few, ClusteringConstraints.None(few.Length), algorithm).Labels, Run(many, ClusteringConstraints.None(many.Length), algorithm).Labels);

        Assert.Equal(before.Take(people.Count), after.Take(people.Count));
        Assert.All(after.Skip(people.Count), label => Assert.Equal(after[17], label));
    }

    [Fact]
    public void Fewer_copies_than_a_neighbourhood_takes_are_rows_like_others()
    {
        var face = _sample.Vector();
        var features = Features([.. Enumerable.Repeat(face, Enough), .. Enumerable.Range(0, 50).Select(_ => _sample.Vector())]);

        Assert.Null(SurplusCopies.Find(features, ClusteringConstraints.None(features.Count), Enough));
        Assert.Equal(features.Count - 1, SurplusCopies.Find(features, ClusteringConstraints.None(features.Count), Enough - 1)!.Features.Count);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void What_must_and_must_not_be_together_holds_among_copies_too(string algorithm)
    {
        var (face, other) = (_sample.Vector(), _sample.Vector());
        float[][] rows = [.. Enumerable.Repeat(face, 2000), .. Enumerable.Repeat(other, 2000)];
        var builder = new ClusteringConstraintsBuilder(rows.Length);
        builder.MustLink(5, 1500).MustLink(1500, 1700); // Copies of one vector,
        builder.MustLink(30, 2400); // of two,
        for (var i = 100; i < 160; i += 2)
        {
            builder.CannotLink(i, i + 1); // and some that were beside each other.
        }

        var constraints = builder.Build();

        var outcome = Run(rows, constraints, algorithm);

        Assert.Null(constraints.FindViolation([.. outcome.Labels]));
        Assert.Equal(rows.Length, outcome.Labels.Count);
        Assert.Equal(outcome.Labels[10], outcome.Labels[1999]);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Copies_that_are_forbidden_each_other_take_no_room_from_those_that_are_free(string algorithm)
    {
        const int Apart = 30; // More than fill a neighbourhood, and every one stays.
        var face = _sample.Vector();
        foreach (var first in new[] { 0, 500, 1000 })
        {
            var rows = Enumerable.Repeat(face, 1000 + Apart).ToArray();
            var builder = new ClusteringConstraintsBuilder(rows.Length);
            for (var i = first; i < first + Apart; i++)
            {
                for (var j = i + 1; j < first + Apart; j++)
                {
                    builder.CannotLink(i, j);
                }
            }

            var outcome = Run(rows, builder.Build(), algorithm, new GraphClusteringOptions { MinSize = 20 });

            var free = outcome.Labels.Where((_, i) => i < first || i >= first + Apart).Distinct().ToList();
            Assert.NotEqual(-1, Assert.Single(free));
        }
    }

    private static ClusterFeatures Features(float[][] rows) => new(rows.SelectMany(row => row).ToArray(), Dimension);

    private static ClusteringOutcome Run(float[][] rows, ClusteringConstraints constraints, string algorithm, GraphClusteringOptions? options = null) => ClusteringPipeline.Run(
        Features(rows), constraints,
        new ClusteringPipelineOptions { Algorithm = algorithm, SilhouetteSample = 0, Clustering = options ?? new GraphClusteringOptions() }, null, Token);
}
