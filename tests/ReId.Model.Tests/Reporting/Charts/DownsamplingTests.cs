using ReId.Model.Reporting.Charts;

namespace ReId.Model.Tests.Reporting.Charts;

public sealed class DownsamplingTests
{
    [Fact]
    public void Every_spike_stays_and_order_too()
    {
        ChartPoint[] points = [.. Enumerable.Range(0, 60000).Select(i => new ChartPoint(i, i == 31234 ? 99 : i == 40001 ? -99 : Math.Sin(i)))];

        var few = Downsampling.MinMax(points, 300);

        Assert.InRange(few.Count, 300, 600);
        Assert.Contains(new ChartPoint(31234, 99), few);
        Assert.Contains(new ChartPoint(40001, -99), few);
        Assert.Equal(few.Select(point => point.X).Order(), few.Select(point => point.X));
    }

    [Fact]
    public void A_short_series_stays_whole_without_what_is_no_number()
    {
        ChartPoint[] points = [new(1, 2), new(2, double.NaN), new(3, double.PositiveInfinity), new(4, 5)];

        Assert.Equal([new ChartPoint(1, 2), new ChartPoint(4, 5)], Downsampling.MinMax(points, 300));
    }

    [Fact]
    public void Thinning_keeps_both_ends()
    {
        ChartPoint[] points = [.. Enumerable.Range(0, 1001).Select(i => new ChartPoint(i, i))];

        var few = Downsampling.Thin(points, 11);

        Assert.Equal([0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000], few.Select(point => point.X));
    }

    [Fact]
    public void Smoothing_keeps_a_constant_and_calms_noise()
    {
        ChartPoint[] flat = [.. Enumerable.Range(0, 1000).Select(i => new ChartPoint(i, 3))];
        ChartPoint[] noisy = [.. Enumerable.Range(0, 1000).Select(i => new ChartPoint(i, 3 + (i % 2 == 0 ? 1 : -1)))];

        Assert.All(Smoothing.Exponential(flat), point => Assert.Equal(3, point.Y, 12));
        Assert.All(Smoothing.Exponential(noisy).Skip(200), point => Assert.InRange(point.Y, 2.9, 3.1));
    }
}
