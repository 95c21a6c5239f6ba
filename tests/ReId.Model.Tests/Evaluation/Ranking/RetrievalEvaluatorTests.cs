using ReId.Contracts;
using ReId.Model.Evaluation.Distances;
using ReId.Model.Evaluation.Labels;
using ReId.Model.Evaluation.Ranking;

namespace ReId.Model.Tests.Evaluation.Ranking;

/// <summary>The evaluator against loops over the definitions.</summary>
public sealed class RetrievalEvaluatorTests
{
    [Fact]
    public void Scores_equal_those_of_plain_loops_over_several_blocks()
    {
        const int Queries = 700;
        const int Gallery = 90;
        var random = new Random(3);
        float[] distances = [.. Enumerable.Range(0, Queries * Gallery).Select(_ => random.Next(500) / 500f)];
        var task = new RetrievalTask(Labels(random, Queries, 0), Labels(random, Gallery, -1));

        var scores = RetrievalEvaluator.Evaluate(
            new GivenDistances(distances, Queries, Gallery), task, cancellationToken: TestContext.Current.CancellationToken);

        var (precisions, firsts, negatives) = (new List<double>(), new List<int>(), 0L);
        for (var q = 0; q < Queries; q++)
        {
            var kept = Enumerable.Range(0, Gallery).Where(g => Counts(task, q, g)).OrderBy(g => distances[(q * Gallery) + g]).ToList();
            var hits = kept.Select((g, place) => (g, place)).Where(x => task.Gallery.Identities[x.g] == task.Queries.Identities[q]).ToList();
            negatives += kept.Count - hits.Count;
            if (hits.Count > 0)
            {
                precisions.Add(hits.Select((hit, i) => (i + 1.0) / (hit.place + 1)).Average());
                firsts.Add(hits[0].place + 1);
            }
        }

        Assert.Equal(precisions, scores.Scores.Select(s => s.AveragePrecision), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(firsts, scores.Scores.Select(s => s.FirstRank));
        Assert.Equal(negatives, scores.NegativePairs);
        Assert.Equal(Queries - precisions.Count, scores.QueriesWithoutMatch);
        Assert.InRange(scores.QueriesWithoutMatch, 1, Queries - 1);
    }

    [Fact]
    public void A_picture_never_matches_itself()
    {
        // Two pictures of A, one of B; each is query and gallery, and at distance 0 from itself.
        var labels = new RetrievalLabels([0, 0, 1], null);
        float[] distances = [0, 5, 1, 5, 0, 1, 1, 1, 0];

        var scores = RetrievalEvaluator.Evaluate(
            new GivenDistances(distances, 3, 3), new RetrievalTask(labels, labels, [0, 1, 2]),
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([2, 2], scores.Scores.Select(s => s.FirstRank));
        Assert.Equal(1, scores.QueriesWithoutMatch);
    }

    [Fact]
    public void Nothing_to_find_is_one_sentence()
    {
        var one = new RetrievalLabels([4], [1]);

        var message = Assert.Throws<ReIdException>(() => RetrievalEvaluator.Evaluate(
            new GivenDistances([0], 1, 1), new RetrievalTask(one, one), cancellationToken: TestContext.Current.CancellationToken)).Message;

        Assert.Contains("None of the 1 queries has a match", message, StringComparison.Ordinal);
        Assert.Contains("other cameras", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_ends_it()
    {
        var labels = new RetrievalLabels([0, 0], null);
        using var features = new FeatureDistances(new FeatureMatrix([1, 2], 1, "q"), new FeatureMatrix([1, 2], 1, "g"));

        Assert.ThrowsAny<OperationCanceledException>(() => RetrievalEvaluator.Evaluate(
            features, new RetrievalTask(labels, labels, [0, 1]), cancellationToken: new CancellationToken(canceled: true)));
    }

    private static bool Counts(RetrievalTask task, int q, int g) =>
        task.Gallery.Identities[g] != RetrievalLabels.Junk
        && (task.Gallery.Identities[g] != task.Queries.Identities[q] || task.Gallery.Cameras![g] != task.Queries.Cameras![q]);

    private static RetrievalLabels Labels(Random random, int count, int least) => new(
        [.. Enumerable.Range(0, count).Select(_ => random.Next(least, 25))],
        [.. Enumerable.Range(0, count).Select(_ => random.Next(3))]);
}
