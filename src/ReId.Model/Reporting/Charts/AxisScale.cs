namespace ReId.Model.Reporting.Charts;

/// <summary>An axis that has seen its data: where numbers stand, and where its ticks are.</summary>
internal sealed class AxisScale
{
    private readonly double _from;
    private readonly double _to;

    private AxisScale(Axis axis, double low, double high, double[] ticks)
    {
        (Axis, Low, High) = (axis, low, high);
        Ticks = axis.Ticks is { } given ? [.. given.Where(tick => tick >= low && tick <= high)] : ticks;
        (_from, _to) = (Transform(low), Transform(high));
    }

    public Axis Axis { get; }

    public double Low { get; }

    public double High { get; }

    public double[] Ticks { get; }

    /// <summary>Fits an axis around data.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">What it must show; what has no place on it is left out.</param>
    /// <param name="about">About how many ticks.</param>
    /// <param name="room">True to end at round numbers, false to end with the data.</param>
    public static AxisScale Fit(Axis axis, IEnumerable<double> values, int about, bool room)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values.Concat([axis.Low ?? double.NaN, axis.High ?? double.NaN]).Where(axis.Shows))
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        if (!(low <= high))
        {
            (low, high) = axis.Logarithmic ? (1, 10) : (0, 1);
        }

        return axis.Logarithmic ? FitLogarithmic(axis, low, high, about, room) : FitLinear(axis, low, high, about, room);
    }

    /// <summary>Where a number stands: 0 at the low end, 1 at the high end.</summary>
    public double Place(double value) => (Transform(value) - _from) / (_to - _from);

    private static AxisScale FitLinear(Axis axis, double low, double high, int about, bool room)
    {
        if (high - low <= Math.Abs(high) * 1e-9)
        {
            var margin = high == 0 ? 1 : Math.Abs(high) * 0.1;
            (low, high) = (axis.Low ?? (low - margin), high + margin);
        }

        if (room)
        {
            var step = NiceTicks.Step(high - low, about);

            // An end that was asked for stays where it is: 100 % needs no room above it.
            low = axis.Low is { } from && from <= low ? from : Math.Floor(low / step) * step;
            high = axis.High is { } to && to >= high ? to : Math.Ceiling(high / step) * step;
        }

        var ticks = NiceTicks.Linear(low, high, about);
        return new AxisScale(axis, low, high, axis.Whole ? [.. ticks.Where(tick => tick == Math.Round(tick))] : ticks);
    }

    private static AxisScale FitLogarithmic(Axis axis, double low, double high, int about, bool room)
    {
        // Less than a factor of two would show no tick at all.
        if (high / low < 2)
        {
            var middle = Math.Sqrt(low * high);
            (low, high) = (middle / 2, middle * 2);
        }
        else if (room)
        {
            var margin = Math.Pow(high / low, 0.06);
            (low, high) = (low / margin, high * margin);
        }

        return new AxisScale(axis, low, high, NiceTicks.Logarithmic(low, high, about + 4));
    }

    private double Transform(double value) => Axis.Logarithmic ? Math.Log10(value) : value;
}
