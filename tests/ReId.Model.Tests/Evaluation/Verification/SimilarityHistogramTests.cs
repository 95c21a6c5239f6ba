using ReId.Model.Evaluation.Verification;

namespace ReId.Model.Tests.Evaluation.Verification;

public sealed class SimilarityHistogramTests
{
    private const double Bin = 2.0 / SimilarityHistogram.Bins;

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.1)]
    [InlineData(0.001)]
    public void A_threshold_has_the_rate_that_was_asked_for(double rate)
    {
        var random = new Random(1);
        var histogram = new SimilarityHistogram();
        float[] different = [.. Enumerable.Range(0, 10_000).Select(_ => (random.NextSingle() * 1.6f) - 0.9f)];
        Array.ForEach(different, value => histogram.Add(value, same: false));

        var threshold = histogram.ThresholdAt(rate)!.Value;

        Assert.Equal(rate, histogram.FalseAcceptRate(threshold), 1e-9);
        var exact = different.OrderDescending().ElementAt((int)(rate * different.Length));
        Assert.InRange(threshold, exact - Bin, exact + Bin + 1e-3);
    }

    [Fact]
    public void A_rate_of_less_than_one_pair_has_no_threshold()
    {
        var histogram = new SimilarityHistogram();
        for (var i = 0; i < 999; i++)
        {
            histogram.Add(i / 1000f, same: false);
        }

        Assert.Null(histogram.ThresholdAt(1e-3));
        histogram.Add(0.9995f, same: false);
        Assert.NotNull(histogram.ThresholdAt(1e-3));
    }

    [Fact]
    public void What_rounding_put_outside_counts_at_the_ends()
    {
        var histogram = new SimilarityHistogram();
        histogram.Add(1.0000002f, same: true);
        histogram.Add(-1.0000002f, same: false);

        Assert.Equal(1, histogram.Same[^1]);
        Assert.Equal(1, histogram.Different[0]);
        Assert.Equal(1, histogram.TrueAcceptRate(0.9));
        Assert.Equal(0, histogram.FalseAcceptRate(0.9));
    }

    [Fact]
    public void The_best_threshold_lies_between_the_kinds()
    {
        var histogram = new SimilarityHistogram();
        Array.ForEach([0.8f, 0.9f], value => histogram.Add(value, same: true));
        Array.ForEach([0.1f, 0.2f, 0.3f, 0.4f], value => histogram.Add(value, same: false));

        Assert.Equal(0.6, histogram.BestThreshold(), 1e-3);
    }
}
