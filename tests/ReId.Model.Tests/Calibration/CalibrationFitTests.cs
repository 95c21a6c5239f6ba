using ReId.Contracts;
using ReId.Model.Calibration;
using ReId.Model.Evaluation.Labels;
using ReId.Model.Tests.Support;

namespace ReId.Model.Tests.Calibration;

public sealed class CalibrationFitTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.05)]
    public void Stated_probabilities_are_right_on_people_that_were_held_out(double prior)
    {
        var calibration = Fit(Clouds.Make(people: 200, each: 6), prior);

        Assert.InRange(calibration.Reliability.ExpectedCalibrationError, 1e-6, 0.03);
        Assert.Equal(1, calibration.Reliability.Rows.Sum(row => row.Share), 1e-9);
        Assert.Equal(prior, calibration.Reliability.Rows.Sum(row => row.Share * (row.Observed ?? 0)), 1e-9);
        Assert.Equal((140, 60), (calibration.Fitted.Identities, calibration.HeldOut.Identities));
        Assert.Equal(60 * 15, calibration.HeldOut.SamePairs);
        Assert.True(calibration.Probability(0.9) > calibration.Probability(0.1));
        Assert.True(calibration.Probability(0.5, 0.001) < calibration.Probability(0.5, 0.1));
    }

    [Fact]
    public void Thresholds_keep_their_rates_on_people_that_were_held_out()
    {
        var thresholds = Fit(Clouds.Make(people: 200, each: 6)).Thresholds;

        Assert.Equal([1e-2, 1e-3, 1e-4], thresholds.Select(threshold => threshold.FalseAcceptRate));
        Assert.InRange(thresholds[0].HeldOutFar!.Value, 0.006, 0.014);
        Assert.InRange(thresholds[1].HeldOutFar!.Value, 0.0003, 0.002);
        Assert.True(thresholds[0].Similarity < thresholds[1].Similarity);
        Assert.True(thresholds[0].HeldOutVal > thresholds[1].HeldOutVal);
    }

    [Fact]
    public void A_rate_that_so_few_pairs_cannot_show_is_not_invented()
    {
        var thresholds = Fit(Clouds.Make(people: 12, each: 3)).Thresholds;

        Assert.NotNull(thresholds[0].Similarity);
        Assert.Equal(new CalibratedThreshold(1e-3, null, null, null), thresholds[1]);
    }

    [Theory]
    [InlineData(1, 4, 0, "The set has 1 identity: calibration needs 4 or more")]
    [InlineData(3, 4, 0, "The set has 3 identities: calibration needs 4 or more")]
    [InlineData(9, 1, 0, "No identity of the set has two pictures: calibration needs pairs of the same identity.")]
    [InlineData(9, 4, 1, "No identity of the set has two pictures by different cameras")]
    public void A_set_without_pairs_is_a_sentence(int people, int each, int cameras, string words) => Assert.Contains(
        words, Assert.Throws<ReIdException>(() => Fit(Clouds.Make(people, each, cameras))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_prior_outside_its_range_is_refused(double prior) => Assert.Contains(
        "The prior must be above 0 and below 1",
        Assert.Throws<ReIdException>(() => Fit(Clouds.Make(9, 3), prior)).Message, StringComparison.Ordinal);

    private static ModelCalibration Fit(LabelledFeatures pictures, double prior = 0.5) => CalibrationFit.Run(
        pictures, new CalibrationOptions { Prior = prior }, cancellationToken: TestContext.Current.CancellationToken);
}
