namespace ReId.Model.Reporting.Charts;

/// <summary>A calm line through a noisy one.</summary>
internal static class Smoothing
{
    // A fiftieth of the run: short enough to follow a schedule, long enough for the noise of batches.
    private const int Share = 50;

    // The wildest steps at either end count as the ones next to them: one of them would lift the line for long.
    private const double Wild = 0.005;

    /// <summary>
    /// Mean with weights that fall exponentially to either side, so that a falling curve is not followed late. The time
    /// constant is a share of the series. What is not finite is passed over, and wild steps are held back.
    /// </summary>
    public static List<ChartPoint> Exponential(IReadOnlyList<ChartPoint> points)
    {
        List<ChartPoint> finite = [.. points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y))];
        var (low, high) = Limits(finite);
        double[] values = [.. finite.Select(point => Math.Clamp(point.Y, low, high))];
        var before = Sums(values);
        Array.Reverse(values);
        var after = Sums(values);
        Array.Reverse(values);

        // Each step is in both sums, and must count once.
        return [.. finite.Select((point, i) => point with
        {
            Y = (before[i].Sum + after[^(i + 1)].Sum - values[i]) / (before[i].Weight + after[^(i + 1)].Weight - 1),
        })];
    }

    private static (double Sum, double Weight)[] Sums(double[] values)
    {
        var keep = 1 - (1 / Math.Max(1.0, (double)values.Length / Share));
        var sums = new (double Sum, double Weight)[values.Length];
        var (sum, weight) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            sums[i] = (sum, weight) = ((keep * sum) + values[i], (keep * weight) + 1);
        }

        return sums;
    }

    private static (double Low, double High) Limits(List<ChartPoint> finite)
    {
        if (finite.Count == 0)
        {
            return (0, 0);
        }

        double[] sorted = [.. finite.Select(point => point.Y).Order()];
        var wild = (int)(Wild * sorted.Length);
        return (sorted[wild], sorted[^(wild + 1)]);
    }
}
