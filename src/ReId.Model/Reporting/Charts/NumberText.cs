using System.Globalization;

namespace ReId.Model.Reporting.Charts;

/// <summary>Numbers as short as they can be told apart.</summary>
public static class NumberText
{
    /// <summary>Three to four digits: <c>0.0123</c>, <c>812</c>, <c>60 k</c>, <c>2.5 M</c>, <c>3.5e-4</c>.</summary>
    /// <param name="value">Any number.</param>
    public static string Short(double value)
    {
        var culture = CultureInfo.InvariantCulture;
        return Math.Abs(value) switch
        {
            double.NaN => "NaN",
            double.PositiveInfinity => value > 0 ? "∞" : "−∞",
            0 => "0",
            >= 1e12 => value.ToString("0.##e0", culture),
            >= 1e9 => (value / 1e9).ToString("0.## G", culture),
            >= 1e6 => (value / 1e6).ToString("0.## M", culture),
            >= 1e4 => (value / 1e3).ToString("0.## k", culture),
            >= 100 => value.ToString("0.#", culture),
            >= 1 => value.ToString("0.###", culture),
            >= 0.001 => value.ToString("0.####", culture),
            _ => value.ToString("0.##e0", culture),
        };
    }

    /// <summary>A fraction in percent: <c>42 %</c>, <c>0.5 %</c>.</summary>
    /// <param name="share">1 is 100 %.</param>
    public static string Percent(double share) =>
        (share * 100).ToString("0.## ", CultureInfo.InvariantCulture) + "%";

    /// <summary>A coordinate of a picture: one decimal is a tenth of a pixel.</summary>
    internal static string Coordinate(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
