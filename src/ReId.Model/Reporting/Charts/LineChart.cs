using System.Globalization;
using System.Text;
using ReId.Model.Reporting.Html;

namespace ReId.Model.Reporting.Charts;

/// <summary>
/// Lines or marks over two axes, as SVG in a <c>figure</c>. Colours and fonts come from <see cref="PageStyle"/>; a
/// series of any length becomes at most some hundred points.
/// </summary>
public sealed record LineChart
{
    private const int RawBuckets = 300;
    private const int SmoothPoints = 240;

    /// <summary>What the chart shows.</summary>
    public required string Title { get; init; }

    /// <summary>The axis below.</summary>
    public Axis Across { get; init; } = new();

    /// <summary>The axis to the left.</summary>
    public Axis Up { get; init; } = new();

    /// <summary>The series; a legend names them where there are several.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>Places of interest along the axis below.</summary>
    public IReadOnlyList<ChartMark> Marks { get; init; } = [];

    /// <summary>A sentence below the chart; null for none.</summary>
    public string? Remark { get; init; }

    /// <summary>True where there is a point to draw.</summary>
    public bool HasPoints => Series.Any(series => series.Points.Any(point => Across.Shows(point.X) && Up.Shows(point.Y)));

    /// <summary>The chart as an element of a page.</summary>
    public string ToHtml()
    {
        var prepared = Series.Select(Prepare).ToArray();
        var area = Fit(prepared);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {ChartFrame.Width} {ChartFrame.Height}\" role=\"img\" aria-label=\"{HtmlText.Escape(Title)}\" {ChartHover.Attributes(area)}>");
        ChartFrame.Append(svg, area);
        ChartFrame.AppendMarks(svg, area, Marks);
        var labels = new LabelPlaces(area);
        for (var i = 0; i < prepared.Length; i++)
        {
            prepared[i].Append(svg, area, ChartFrame.Colour(i));
            labels.Reserve(prepared[i].Marks);
        }

        for (var i = 0; i < prepared.Length; i++)
        {
            labels.Append(svg, prepared[i].Marks, ChartFrame.Colour(i));
        }

        svg.Append("</svg>");
        var legend = Series.Count > 1 ? ChartFrame.Legend(Series.Select(series => series.Name)) : "";
        var remark = Remark is null ? "" : $"<p class=\"remark\">{HtmlText.Escape(Remark)}</p>";
        return $"<figure class=\"chart\"><figcaption>{HtmlText.Escape(Title)}</figcaption>{legend}{svg}{remark}</figure>";
    }

    private DrawnSeries Prepare(ChartSeries series)
    {
        ChartPoint[] shown = [.. series.Points.Where(point => Across.Shows(point.X) && Up.Shows(point.Y))];
        return series.Style switch
        {
            SeriesStyle.Smoothed => new DrawnSeries(series.Name, Downsampling.MinMax(shown, RawBuckets), Smooth(shown), []),
            SeriesStyle.SmoothedOnly => new DrawnSeries(series.Name, [], Smooth(shown), []),
            SeriesStyle.Marks => new DrawnSeries(series.Name, [], [], shown),
            SeriesStyle.MarkedLine => new DrawnSeries(series.Name, [], shown, shown),
            _ => new DrawnSeries(series.Name, [], Downsampling.MinMax(shown, RawBuckets), []),
        };
    }

    private static IReadOnlyList<ChartPoint> Smooth(IReadOnlyList<ChartPoint> points) =>
        Downsampling.Thin(Smoothing.Exponential(points), SmoothPoints);

    private PlotArea Fit(DrawnSeries[] prepared)
    {
        var all = prepared.SelectMany(series => series.All).ToArray();
        var marked = prepared.Any(series => series.Marks.Count > 0);
        var across = AxisScale.Fit(Across, all.Select(point => point.X), about: 6, room: marked);
        var up = AxisScale.Fit(Up, prepared.SelectMany(series => series.Heights()), about: 5, room: true);
        return ChartFrame.Area(across, up, Marks.Count > 0);
    }
}
