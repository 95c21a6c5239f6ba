using ReId.Contracts;
using ReId.Model.Calibration;
using ReId.Model.Evaluation.Verification;
using ReId.Model.Tests.Support;

namespace ReId.Model.Tests.Calibration;

public sealed class SimilarityMapFitTests
{
    [Fact]
    public void The_likelihood_ratio_of_two_known_distributions_is_found()
    {
        var map = SimilarityMapFit.Fit(Normals(same: 20_000, different: 400_000));

        // Two normal distributions of one width: the logarithm of their ratio is a straight line.
        foreach (var similarity in new[] { 0.1, 0.2, 0.35, 0.5, 0.6 })
        {
            Assert.Equal(0.5 / (0.15 * 0.15) * (similarity - 0.35), map.LogRatio(similarity), 0.35);
        }

        Assert.True(map.Similarities.Count <= 64);
        Assert.Equal(0.5, map.Probability(0.35, 0.5), 0.07);
        Assert.Equal(0.01, map.Probability(0.35, 0.01), 0.005);
    }

    [Theory]
    [InlineData(2, 5)]
    [InlineData(9, 400)]
    [InlineData(3000, 3000)]
    public void The_map_never_falls_and_is_never_certain(int same, int different)
    {
        var map = SimilarityMapFit.Fit(Normals(same, different));

        double[] probabilities = [.. Enumerable.Range(-100, 201).Select(i => map.Probability(i / 100.0, 0.5))];

        Assert.Equal(probabilities.Order(), probabilities);
        Assert.All(probabilities, probability => Assert.InRange(probability, 1e-9, 1 - 1e-9));
    }

    [Fact]
    public void A_model_that_knows_nothing_gives_the_prior()
    {
        var pairs = new SimilarityHistogram();
        for (var i = 0; i < 1000; i++)
        {
            pairs.Add(0.3f, same: i % 4 == 0);
        }

        Assert.Equal(0.2, SimilarityMapFit.Fit(pairs).Probability(0.9, 0.2), 0.01);
    }

    [Fact]
    public void Between_points_runs_a_straight_line_and_beyond_them_a_level_one()
    {
        var map = new SimilarityMap([0, 0.5, 1], [-2, 0, 4]);

        Assert.Equal([-2, -2, -1, 0, 2, 4, 4], new[] { -1, 0, 0.25, 0.5, 0.75, 1, 2 }.Select(map.LogRatio));
        Assert.Throws<ArgumentException>(() => map.LogRatio(double.NaN));
    }

    [Fact]
    public void Points_that_fall_are_refused()
    {
        Assert.Throws<ReIdException>(() => new SimilarityMap([0, 1], [1, 0]));
        Assert.Throws<ReIdException>(() => new SimilarityMap([1, 0], [0, 1]));
        Assert.Throws<ReIdException>(() => new SimilarityMap([0, 1], [0]));
        Assert.Throws<ReIdException>(() => new SimilarityMap([], []));
        Assert.Throws<ReIdException>(() => new SimilarityMap([0], [double.NaN]));
    }

    private static SimilarityHistogram Normals(int same, int different)
    {
        var random = new Random(11);
        var pairs = new SimilarityHistogram();
        for (var i = 0; i < same + different; i++)
        {
            pairs.Add((float)((i < same ? 0.6 : 0.1) + (0.15 * Clouds.Normal(random))), i < same);
        }

        return pairs;
    }
}
