namespace ReId.Model.Reporting.Charts;

/// <summary>A calm line through a noisy one.</summary>
internal static class Smoothing
{
    // A fiftieth of the run: short enough to follow a schedule, long enough for the noise of batches.
    private const int Share = 50;

    // The wildest steps at either end count as the ones next to them: one of them would lift the line for long.
    private const double Wild = 0.005;

    /// <summary>
    /// Exponential moving average whose time constant is a share of the series. Weights are normalised, so that it
    /// begins at the first value and not at 0. What is not finite is passed over, and wild steps are held back.
    /// </summary>
    public static List<ChartPoint> Exponential(IReadOnlyList<ChartPoint> points)
    {
        List<ChartPoint> finite = [.. points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y))];
        var (low, high) = Limits(finite);
        var keep = 1 - (1 / Math.Max(1.0, (double)finite.Count / Share));
        var (sum, weight) = (0.0, 0.0);
        var smooth = new List<ChartPoint>(finite.Count);
        foreach (var point in finite)
        {
            sum = (keep * sum) + Math.Clamp(point.Y, low, high);
            weight = (keep * weight) + 1;
            smooth.Add(point with { Y = sum / weight });
        }

        return smooth;
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
