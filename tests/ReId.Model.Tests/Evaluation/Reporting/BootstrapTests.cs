using ReId.Model.Evaluation.Reporting;

namespace ReId.Model.Tests.Evaluation.Reporting;

public sealed class BootstrapTests
{
    [Fact]
    public void The_interval_has_the_width_that_theory_gives()
    {
        // The mean of 400 coin throws: its standard error is 0.5 / 20, and 1.96 of them lie to each side.
        double[] coins = [.. Enumerable.Range(0, 400).Select(i => i % 2)];

        var interval = Bootstrap.Intervals([coins], draws: 2000, seed: 1)[0];

        Assert.InRange(interval.Low, 0.5 - (0.049 * 1.15), 0.5 - (0.049 * 0.85));
        Assert.InRange(interval.High, 0.5 + (0.049 * 0.85), 0.5 + (0.049 * 1.15));
    }

    [Fact]
    public void Equal_seeds_give_equal_intervals_and_a_constant_has_none()
    {
        double[] values = [0.1, 0.9, 0.3, 0.7];

        Assert.Equal(Bootstrap.Intervals([values], 50, 7), Bootstrap.Intervals([values], 50, 7));
        Assert.Equal(new Interval(1, 1), Bootstrap.Intervals([[1, 1, 1]], 50, 7)[0]);
    }
}
