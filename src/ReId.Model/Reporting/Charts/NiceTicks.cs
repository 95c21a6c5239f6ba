namespace ReId.Model.Reporting.Charts;

/// <summary>Round numbers to write at an axis (after Heckbert, "Nice numbers for graph labels", Graphics Gems 1990).</summary>
public static class NiceTicks
{
    /// <summary>Multiples of 1, 2 or 5 times a power of ten that lie within a range.</summary>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end, above the lower.</param>
    /// <param name="about">About how many are wanted.</param>
    public static double[] Linear(double low, double high, int about = 5)
    {
        var step = Step(high - low, about);
        var first = Math.Ceiling((low / step) - 1e-9);
        var count = (int)Math.Floor((high / step) - first + 1e-9) + 1;

        // Adding 0 turns −0 into 0.
        return [.. Enumerable.Range(0, Math.Max(count, 0)).Select(i => Math.Round((first + i) * step, 12) + 0)];
    }

    /// <summary>The distance of <see cref="Linear"/>'s ticks.</summary>
    /// <param name="span">Length of the range.</param>
    /// <param name="about">About how many are wanted.</param>
    public static double Step(double span, int about = 5)
    {
        var raw = span / Math.Max(about, 1);
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return (raw / power) switch
        {
            < 1.5 => power,
            < 3.5 => 2 * power,
            < 7.5 => 5 * power,
            _ => 10 * power,
        };
    }

    /// <summary>Powers of ten within a range; with 2 and 5 times them, or even all multiples, where those are few.</summary>
    /// <param name="low">Lower end, above 0.</param>
    /// <param name="high">Upper end, above the lower.</param>
    /// <param name="most">At most so many; powers are left out evenly beyond that.</param>
    public static double[] Logarithmic(double low, double high, int most = 7)
    {
        foreach (double[] factors in (double[][])[[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1, 3], [1]])
        {
            var ticks = Multiples(low, high, factors);
            if (ticks.Length <= most)
            {
                return ticks;
            }
        }

        var powers = Multiples(low, high, [1]);
        var every = (powers.Length + most - 1) / most;
        return [.. powers.Where((_, i) => i % every == 0)];
    }

    private static double[] Multiples(double low, double high, double[] factors)
    {
        var ticks = new List<double>();
        for (var exponent = (int)Math.Floor(Math.Log10(low)); exponent <= (int)Math.Ceiling(Math.Log10(high)); exponent++)
        {
            ticks.AddRange(factors.Select(factor => factor * Math.Pow(10, exponent))
                .Where(tick => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)));
        }

        return [.. ticks];
    }
}
