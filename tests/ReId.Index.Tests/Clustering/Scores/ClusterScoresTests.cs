using ReId.Index.Clustering.Graphs;
using ReId.Index.Clustering.Scores;

namespace ReId.Index.Tests.Clustering.Scores;

public sealed class ClusterScoresTests
{
    [Fact]
    public void Pairs_and_purity_are_those_of_counting()
    {
        var scores = ClusterScores.Of([0, 0, 0, 1, 1, 2], [5, 5, 7, 7, 7, -1]);

        // Pairs of one cluster: 1 + 3, of one identity: 3 + 1, of both: 1 + 1.
        Assert.Equal(0.5, scores.PairwisePrecision, 12);
        Assert.Equal(0.5, scores.PairwiseRecall, 12);
        Assert.Equal(0.5, scores.PairwiseF, 12);
        Assert.Equal(5.0 / 6, scores.Purity, 12);
    }

    [Fact]
    public void Labels_of_different_lengths_are_refused() =>
        Assert.Throws<ArgumentException>(() => ClusterScores.Of([0, 1], [0]));

    [Fact]
    public void The_silhouette_is_that_of_comparing_all_with_all()
    {
        var random = new Random(2);
        var rows = Enumerable.Range(0, 40).Select(_ => Enumerable.Range(0, 8).Select(_ => random.NextSingle() - 0.3f).ToArray()).ToArray();
        var features = new ClusterFeatures(rows.SelectMany(row => row).ToArray(), 8).Normalised();
        int[] labels = [.. Enumerable.Range(0, 40).Select(row => row == 39 ? -1 : row == 38 ? 4 : row % 4)];

        var expected = Enumerable.Range(0, 39).Average(row =>
        {
            double Mean(int cluster) => Enumerable.Range(0, 39).Where(other => other != row && labels[other] == cluster)
                .Select(other => Math.Pow(features.Distance(row, other), 2) / 2).DefaultIfEmpty(double.NaN).Average();
            var (within, apart) = (Mean(labels[row]), Enumerable.Range(0, 5).Where(cluster => cluster != labels[row]).Select(Mean).Where(double.IsFinite).Min());
            return double.IsNaN(within) ? 0 : (apart - within) / Math.Max(apart, within);
        });

        Assert.Equal(expected, CosineSilhouette.Of(features, labels, 100, TestContext.Current.CancellationToken)!.Value, 5);
    }
}
