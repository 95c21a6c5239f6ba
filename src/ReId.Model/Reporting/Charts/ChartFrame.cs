using System.Text;
using ReId.Model.Reporting.Html;

namespace ReId.Model.Reporting.Charts;

/// <summary>What surrounds the data of a chart: grid, numbers and names of the axes, legend.</summary>
internal static class ChartFrame
{
    public const double Width = 480;
    public const double Height = 280;
    // Of the larger letters on a phone.
    private const double Letter = 6.7;
    private const double TextHeight = 11;

    /// <summary>About how wide a text is in the chart's font.</summary>
    public static double TextWidth(string text) => text.Length * Letter;

    /// <summary>The room for the data, beside the longest number of the axis to the left.</summary>
    public static PlotArea Area(AxisScale across, AxisScale up, bool marks)
    {
        var numbers = up.Ticks.Length == 0 ? 0 : up.Ticks.Max(tick => TextWidth(up.Axis.Format(tick)));
        var name = up.Axis.Label.Length > 0 ? TextHeight + 6 : 0;
        return new PlotArea(across, up, Math.Round(name + numbers + 10), marks ? 20 : 8, Width - 14, Height - 38);
    }

    /// <summary>Grid lines and texts; the data is drawn over them.</summary>
    public static void Append(StringBuilder svg, PlotArea area)
    {
        var (left, right, top, bottom) = (C(area.Left), C(area.Right), C(area.Top), C(area.Bottom));
        foreach (var tick in area.Up.Ticks)
        {
            var y = C(area.Y(tick));
            svg.Append($"<path class=\"grid\" d=\"M{left} {y}H{right}\"/>");
            svg.Append($"<text x=\"{C(area.Left - 6)}\" y=\"{C(area.Y(tick) + 4)}\" class=\"end\">{area.Up.Axis.Format(tick)}</text>");
        }

        foreach (var tick in area.Across.Ticks)
        {
            var x = C(area.X(tick));
            svg.Append($"<path class=\"tick\" d=\"M{x} {bottom}v4\"/>");
            svg.Append($"<text x=\"{x}\" y=\"{C(area.Bottom + 16)}\" class=\"middle\">{area.Across.Axis.Format(tick)}</text>");
        }

        svg.Append($"<path class=\"axis\" d=\"M{left} {top}V{bottom}H{right}\"/>");
        svg.Append(
            $"<text x=\"{C((area.Left + area.Right) / 2)}\" y=\"{C(Height - 5)}\" class=\"middle name\">{HtmlText.Escape(area.Across.Axis.Label)}</text>");
        if (area.Up.Axis.Label.Length > 0)
        {
            var middle = C((area.Top + area.Bottom) / 2);
            svg.Append(
                $"<text transform=\"translate({C(TextHeight)} {middle}) rotate(-90)\" class=\"middle name\">{HtmlText.Escape(area.Up.Axis.Label)}</text>");
        }
    }

    /// <summary>Vertical lines at places of interest; a label that would cover the one before it is left out.</summary>
    public static void AppendMarks(StringBuilder svg, PlotArea area, IEnumerable<ChartMark> marks)
    {
        var free = double.NegativeInfinity;
        foreach (var mark in marks.Where(mark => mark.X >= area.Across.Low && mark.X <= area.Across.High).OrderBy(mark => mark.X))
        {
            var x = area.X(mark.X);
            svg.Append($"<path class=\"mark\" d=\"M{C(x)} {C(area.Top)}V{C(area.Bottom)}\"><title>{HtmlText.Escape(mark.Label)}</title></path>");
            // A near guess will do here, where a label too many costs more than one that touches its neighbour.
            var width = TextWidth(mark.Label) * 0.9;
            var start = Math.Min(x, area.Right - width);
            if (start >= free && start >= area.Left)
            {
                svg.Append($"<text x=\"{C(start)}\" y=\"{C(area.Top - 6)}\" class=\"name\">{HtmlText.Escape(mark.Label)}</text>");
                free = start + width + 4;
            }
        }
    }

    /// <summary>The legend, as a list that wraps on a narrow screen.</summary>
    public static string Legend(IEnumerable<string> names) =>
        $"<ul class=\"legend\">{string.Concat(names.Select((name, i) => $"<li class=\"{Colour(i)}\">{HtmlText.Escape(name)}</li>"))}</ul>";

    /// <summary>The class that gives the colour of a series; after eight they come again.</summary>
    public static string Colour(int series) => $"c{series % 8}";

    private static string C(double value) => NumberText.Coordinate(value);
}
