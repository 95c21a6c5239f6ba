using ReId.Model.Evaluation;
using ReId.Model.Evaluation.Distances;
using ReId.Model.Evaluation.Labels;
using ReId.Model.Reranking;

namespace ReId.Model.Tests.Evaluation;

public sealed class FeatureEvaluationTests
{
    [Fact]
    public void Cosine_is_euclidean_on_normalised_features_and_differs_on_others()
    {
        // The longer vector points the right way; the wrong one is nearer.
        var set = Set([1, 0], [9, 1, 1, 0.9f], [0, 0], [0, 1]);

        Assert.Equal(0.5, Run(set, new()).MeanAveragePrecision.Value);
        Assert.Equal(1, Run(set, new() { Metric = DistanceMetric.Cosine }).MeanAveragePrecision.Value);
        var normalised = Set([1, 0], set.Gallery.Normalised().Values.ToArray(), [0, 0], [0, 1]);
        Assert.Equal(1, Run(normalised, new()).MeanAveragePrecision.Value);
    }

    [Fact]
    public void Trapezoidal_precision_is_chosen_by_an_option()
    {
        var set = Set([0, 0], [1, 0, 2, 0], [0, 0], [1, 0]);

        Assert.Equal(0.5, Run(set, new()).MeanAveragePrecision.Value);
        Assert.Equal(0.25, Run(set, new() { Trapezoidal = true }).MeanAveragePrecision.Value);
    }

    [Fact]
    public void Junk_is_nobodys_neighbour()
    {
        var random = new Random(5);
        var set = Random(random);
        var withJunk = new EvaluationSet(
            set.Queries, FeatureMatrix.Concatenate(set.Gallery, Matrix(random, 40)), set.Task.Queries,
            new RetrievalLabels([.. set.Task.Gallery.Identities, .. Enumerable.Repeat(RetrievalLabels.Junk, 40)], null));
        var options = new EvaluationOptions { Rerank = new KReciprocalOptions { K1 = 5, K2 = 2 }, QueryExpansion = 2 };

        Assert.Equal(40, withJunk.JunkDropped);
        Assert.Equal(Run(set, options).Scores.Scores, Run(withJunk, options).Scores.Scores);
    }

    [Fact]
    public void Stages_report_progress_to_the_end()
    {
        var seen = new List<EvaluationProgress>();

        FeatureEvaluation.Run(
            Random(new Random(1)), new() { Rerank = new KReciprocalOptions() }, new Recorder(seen),
            TestContext.Current.CancellationToken);

        Assert.Contains(seen, p => p is { Stage: "finding neighbours", Done: 110, Total: 110 });
        Assert.Contains(seen, p => p is { Stage: "ranking", Done: 30, Total: 30 });
    }

    private static EvaluationReport Run(EvaluationSet set, EvaluationOptions options) =>
        FeatureEvaluation.Run(set, options, cancellationToken: TestContext.Current.CancellationToken);

    private static EvaluationSet Set(float[] query, float[] gallery, int[] queryIdentities, int[] galleryIdentities) => new(
        new FeatureMatrix(query, 2, "q"), new FeatureMatrix(gallery, 2, "g"),
        new RetrievalLabels(queryIdentities[..1], null), new RetrievalLabels(galleryIdentities, null));

    private static EvaluationSet Random(Random random) => new(
        Matrix(random, 30), Matrix(random, 80),
        new RetrievalLabels([.. Enumerable.Range(0, 30).Select(i => i % 8)], null),
        new RetrievalLabels([.. Enumerable.Range(0, 80).Select(i => i % 8)], null));

    private static FeatureMatrix Matrix(Random random, int rows) =>
        new([.. Enumerable.Range(0, rows * 6).Select(_ => (float)random.NextDouble())], 6, "random");

    private sealed class Recorder(List<EvaluationProgress> seen) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value) => seen.Add(value);
    }
}
