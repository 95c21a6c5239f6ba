using System.Globalization;
using System.Text;
using ReId.Model.Reporting.Html;

namespace ReId.Model.Reporting.Charts;

/// <summary>Bars from left to right with their deviation, each with its name and number, as SVG in a <c>figure</c>.</summary>
public sealed record BarChart
{
    private const double RowHeight = 26;
    private const double Thickness = 16;
    private const double Top = 6;
    private const double Below = 38;

    /// <summary>What the chart shows.</summary>
    public required string Title { get; init; }

    /// <summary>The axis below; bars begin at 0.</summary>
    public Axis Across { get; init; } = new();

    /// <summary>The bars, from above.</summary>
    public required IReadOnlyList<Bar> Bars { get; init; }

    /// <summary>A sentence below the chart; null for none.</summary>
    public string? Remark { get; init; }

    /// <summary>The chart as an element of a page.</summary>
    public string ToHtml()
    {
        var scale = AxisScale.Fit(
            Across with { Low = 0, Logarithmic = false }, Bars.Select(bar => bar.Value + bar.Deviation), about: 5, room: true);
        var left = 8 + Bars.Select(bar => ChartFrame.TextWidth(bar.Name)).DefaultIfEmpty().Max();
        var numbers = Bars.Select(bar => ChartFrame.TextWidth(Number(bar))).DefaultIfEmpty().Max();
        var bottom = Top + (Bars.Count * RowHeight);
        double X(double value) => left + (scale.Place(value) * (ChartFrame.Width - numbers - 16 - left));

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {ChartFrame.Width} {bottom + Below}\" role=\"img\" aria-label=\"{HtmlText.Escape(Title)}\">");
        foreach (var tick in scale.Ticks)
        {
            svg.Append($"<path class=\"grid\" d=\"M{C(X(tick))} {C(Top)}V{C(bottom)}\"/>");
            svg.Append($"<text x=\"{C(X(tick))}\" y=\"{C(bottom + 16)}\" class=\"middle\">{Across.Format(tick)}</text>");
        }

        for (var i = 0; i < Bars.Count; i++)
        {
            AppendBar(svg, Bars[i], Top + (i * RowHeight), left, X);
        }

        svg.Append($"<path class=\"axis\" d=\"M{C(left)} {C(Top)}V{C(bottom)}\"/>");
        svg.Append(
            $"<text x=\"{C((left + ChartFrame.Width - numbers) / 2)}\" y=\"{C(bottom + Below - 5)}\" class=\"middle name\">{HtmlText.Escape(Across.Label)}</text></svg>");
        var remark = Remark is null ? "" : $"<p class=\"remark\">{HtmlText.Escape(Remark)}</p>";
        return $"<figure class=\"chart\"><figcaption>{HtmlText.Escape(Title)}</figcaption>{svg}{remark}</figure>";
    }

    private void AppendBar(StringBuilder svg, Bar bar, double top, double left, Func<double, double> x)
    {
        var value = double.IsFinite(bar.Value) ? Math.Max(bar.Value, 0) : 0;
        var middle = top + (RowHeight / 2);
        svg.Append($"<text x=\"{C(left - 6)}\" y=\"{C(middle + 4)}\" class=\"end strong\">{HtmlText.Escape(bar.Name)}</text><g class=\"c0\">");
        svg.Append($"<rect class=\"bar\" x=\"{C(left)}\" y=\"{C(middle - (Thickness / 2))}\" width=\"{C(x(value) - left)}\" height=\"{C(Thickness)}\"/>");
        var end = x(value + bar.Deviation);
        if (bar.Deviation > 0)
        {
            var low = x(Math.Max(value - bar.Deviation, 0));
            svg.Append($"<path class=\"whisker\" d=\"M{C(low)} {C(middle)}H{C(end)}M{C(low)} {C(middle - 4)}v8M{C(end)} {C(middle - 4)}v8\"/>");
        }

        svg.Append($"</g><text x=\"{C(end + 6)}\" y=\"{C(middle + 4)}\">{HtmlText.Escape(Number(bar))}</text>");
    }

    private string Number(Bar bar) =>
        bar.Deviation > 0 ? $"{Across.Format(bar.Value)} ± {Across.Format(bar.Deviation)}" : Across.Format(bar.Value);

    private static string C(double value) => NumberText.Coordinate(value);
}
