using ReId.Model.Reporting.Charts;

namespace ReId.Model.Tests.Reporting.Charts;

public sealed class NiceTicksTests
{
    [Theory]
    [InlineData(0, 1, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [InlineData(0, 60000, new double[] { 0, 10000, 20000, 30000, 40000, 50000, 60000 })]
    [InlineData(-0.13, 0.12, new[] { -0.1, -0.05, 0, 0.05, 0.1 })]
    [InlineData(0.2999, 0.3001, new[] { 0.2999, 0.29995, 0.3, 0.30005, 0.3001 })]
    public void Linear_ticks_are_round(double low, double high, double[] expected) =>
        Assert.Equal(expected, NiceTicks.Linear(low, high), (a, b) => Math.Abs(a - b) < 1e-12);

    [Theory]
    [InlineData(1e-6, 1e-2, new[] { 1e-6, 1e-5, 1e-4, 1e-3, 1e-2 })]
    [InlineData(3e-4, 6e-4, new[] { 3e-4, 4e-4, 5e-4, 6e-4 })]
    [InlineData(1, 100, new double[] { 1, 2, 5, 10, 20, 50, 100 })]
    [InlineData(1e-12, 1e12, new[] { 1e-12, 1e-8, 1e-4, 1, 1e4, 1e8, 1e12 })]
    public void Logarithmic_ticks_are_few_and_round(double low, double high, double[] expected) =>
        Assert.Equal(expected, NiceTicks.Logarithmic(low, high), (a, b) => Math.Abs(a - b) < 1e-9 * b);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.00035, "3.5e-4")]
    [InlineData(0.0123, "0.0123")]
    [InlineData(1.25, "1.25")]
    [InlineData(812.4, "812.4")]
    [InlineData(2500, "2500")]
    [InlineData(60000, "60 k")]
    [InlineData(2500000, "2.5 M")]
    [InlineData(-0.2, "-0.2")]
    [InlineData(double.NaN, "NaN")]
    public void Numbers_are_short(double value, string expected) => Assert.Equal(expected, NumberText.Short(value));

    [Theory]
    [InlineData(0.42, "42 %")]
    [InlineData(0.005, "0.5 %")]
    [InlineData(1, "100 %")]
    [InlineData(0, "0 %")]
    public void Shares_are_percent(double share, string expected) => Assert.Equal(expected, NumberText.Percent(share));
}
