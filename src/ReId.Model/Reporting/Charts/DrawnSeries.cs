using System.Text;
using ReId.Model.Reporting.Html;

namespace ReId.Model.Reporting.Charts;

/// <summary>A series made ready: the faint raw line, the line, and the marks; any of them may be empty.</summary>
internal sealed record DrawnSeries(
    string Name, IReadOnlyList<ChartPoint> Faint, IReadOnlyList<ChartPoint> Line, IReadOnlyList<ChartPoint> Marks)
{
    // One wild step must not flatten all others: the faint line may leave the picture at the top.
    private const double Spikes = 0.01;

    private const int MarksThatCrowd = 25;

    public IEnumerable<ChartPoint> All => Faint.Concat(Line).Concat(Marks);

    /// <summary>What the axis to the left must show: everything but the spikes of the raw line.</summary>
    public IEnumerable<double> Heights()
    {
        double[] faint = [.. Faint.Select(point => point.Y).Order()];
        var spikes = (int)(Spikes * faint.Length);
        return faint[spikes..^spikes]
            .Concat(Line.Select(point => point.Y))
            .Concat(Marks.SelectMany(point => new[] { point.Y - point.Error, point.Y + point.Error }));
    }

    public void Append(StringBuilder svg, PlotArea area, string colour)
    {
        svg.Append($"<g class=\"{colour}\">");
        AppendLine(svg, area, Faint, "faint", name: null);
        AppendLine(svg, area, Line, "line", Name);
        foreach (var point in Marks)
        {
            var (x, y) = (area.X(point.X), area.Y(point.Y));
            if (point.Error > 0)
            {
                var (high, low) = (area.Y(point.Y + point.Error), area.Y(Math.Max(point.Y - point.Error, area.Up.Low)));
                svg.Append($"<path class=\"error\" d=\"M{C(x)} {C(low)}V{C(high)}M{C(x - 4)} {C(high)}h8M{C(x - 4)} {C(low)}h8\"/>");
            }

            svg.Append($"<circle cx=\"{C(x)}\" cy=\"{C(y)}\" r=\"{(Marks.Count > MarksThatCrowd ? "2.5" : "4")}\"><title>{HtmlText.Escape(Describe(area, point))}</title></circle>");
        }

        svg.Append("</g>");
    }

    private static void AppendLine(StringBuilder svg, PlotArea area, IReadOnlyList<ChartPoint> points, string kind, string? name)
    {
        if (points.Count == 0)
        {
            return;
        }

        var title = name is null ? "" : $" data-name=\"{HtmlText.Escape(name)}\"";
        svg.Append($"<polyline class=\"{kind}\"{title} points=\"");
        for (var i = 0; i < points.Count; i++)
        {
            var y = Math.Clamp(area.Y(points[i].Y), area.Top, area.Bottom);
            svg.Append(i == 0 ? "" : " ").Append(C(area.X(points[i].X))).Append(',').Append(C(y));
        }

        svg.Append("\"/>");
    }

    private string Describe(PlotArea area, ChartPoint point)
    {
        var error = point.Error > 0 ? $" ± {area.Up.Axis.Format(point.Error)}" : "";
        return $"{point.Label ?? Name}: {area.Across.Axis.Format(point.X)}, {area.Up.Axis.Format(point.Y)}{error}";
    }

    private static string C(double value) => NumberText.Coordinate(value);
}
