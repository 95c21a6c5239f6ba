namespace ReId.Model.Reporting.Charts;

/// <summary>A calm line through a noisy one.</summary>
internal static class Smoothing
{
    // A fiftieth of the run: short enough to follow a schedule, long enough for the noise of batches.
    private const int Share = 50;

    // The wildest steps at either end count as the ones next to them: one of them would lift the line for long.
    private const double Wild = 0.005;

    /// <summary>
    /// Mean of two exponential moving averages, one from either end, so that a falling curve is not followed late. Their
    /// time constant is a share of the series, their weights are normalised. What is not finite is passed over, and wild
    /// steps are held back.
    /// </summary>
    public static List<ChartPoint> Exponential(IReadOnlyList<ChartPoint> points)
    {
        List<ChartPoint> finite = [.. points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y))];
        var (low, high) = Limits(finite);
        double[] values = [.. finite.Select(point => Math.Clamp(point.Y, low, high))];
        var forward = Average(values);
        Array.Reverse(values);
        var backward = Average(values);
        return [.. finite.Select((point, i) => point with { Y = (forward[i] + backward[^(i + 1)]) / 2 })];
    }

    private static double[] Average(double[] values)
    {
        var keep = 1 - (1 / Math.Max(1.0, (double)values.Length / Share));
        var (sum, weight) = (0.0, 0.0);
        var averages = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            sum = (keep * sum) + values[i];
            weight = (keep * weight) + 1;
            averages[i] = sum / weight;
        }

        return averages;
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
