using ReId.Model.Evaluation.Distances;
using ReId.Model.Evaluation.Labels;
using ReId.Model.Evaluation.Ranking;
using ReId.Model.Tests.Support;

namespace ReId.Model.Tests.Evaluation.Ranking;

public sealed class NegativeDistancesTests
{
    private static readonly double[] s_rates = [0, 1e-4, 1e-3, 1e-2, 0.1, 0.5, 1];

    [Theory]
    [InlineData(1, 50_000, 1_000_000)]
    [InlineData(2, 50_000, 7)]
    [InlineData(3, 3, 1_000_000)]
    public void Counting_in_two_passes_gives_what_the_list_gives(int seed, int total, int different)
    {
        var random = new Random(seed);
        float[] values = [.. Enumerable.Range(0, total).Select(_ => (random.Next(different) - (different / 3)) / 1000f)];
        float[] positives = [.. Enumerable.Range(0, 500).Select(_ => random.Next(different) / 2000f).Order()];
        var listed = Collect(new RetrievalOptions { FalsePositiveRates = s_rates }, values);
        var counted = Collect(new RetrievalOptions { FalsePositiveRates = s_rates, MostKeptDistances = 0 }, values);

        Assert.False(listed.NeedsSecondPass);
        Assert.True(counted.NeedsSecondPass);
        Assert.Equal(listed.Points(positives), counted.Points(positives));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_evaluation_of_two_passes_has_the_same_operating_points(bool cameras)
    {
        var random = new Random(5);
        var (queries, gallery) = (Labels(40), Labels(700));
        float[] values = [.. Enumerable.Range(0, queries.Count * gallery.Count).Select(_ => random.Next(2000) / 1000f)];
        var (distances, task) = (new GivenDistances(values, queries.Count, gallery.Count), new RetrievalTask(queries, gallery));
        var token = TestContext.Current.CancellationToken;

        var one = RetrievalEvaluator.Evaluate(distances, task, cancellationToken: token);
        var two = RetrievalEvaluator.Evaluate(distances, task, new RetrievalOptions { MostKeptDistances = 10 }, cancellationToken: token);

        Assert.Equal(one.OperatingPoints, two.OperatingPoints);
        Assert.InRange(one.OperatingPoints[3].FalseAcceptRate, 0.09, 0.1);

        RetrievalLabels Labels(int count) => new(
            [.. Enumerable.Range(0, count).Select(_ => random.Next(-1, 12))],
            cameras ? [.. Enumerable.Range(0, count).Select(_ => random.Next(3))] : null);
    }

    [Fact]
    public void Distances_of_features_are_the_same_in_both_passes()
    {
        var pictures = Clouds.Make(people: 300, each: 4, cameras: 2, dimension: 64);
        int[] queries = [.. Enumerable.Range(0, 300).Select(person => 4 * person)];
        var labels = new RetrievalLabels(
            [.. queries.Select(i => pictures.Labels.Identities[i])], [.. queries.Select(i => pictures.Labels.Cameras![i])]);
        using var distances = new FeatureDistances(pictures.Features.Select(queries), pictures.Features);
        var task = new RetrievalTask(labels, pictures.Labels);
        var token = TestContext.Current.CancellationToken;

        var one = RetrievalEvaluator.Evaluate(distances, task, cancellationToken: token);
        var two = RetrievalEvaluator.Evaluate(distances, task, new RetrievalOptions { MostKeptDistances = 10 }, cancellationToken: token);

        Assert.Equal(one.OperatingPoints, two.OperatingPoints);
    }

    private static NegativeDistances Collect(RetrievalOptions options, float[] values)
    {
        var distances = new NegativeDistances(options, values.Length);
        foreach (var chunk in values.Chunk(777))
        {
            distances.Add([.. chunk, float.PositiveInfinity]);
        }

        distances.BeginSecondPass();
        foreach (var chunk in values.Chunk(777))
        {
            distances.AddAgain([.. chunk, float.PositiveInfinity]);
        }

        return distances;
    }
}
