namespace ReId.Model.Reporting.Charts;

/// <summary>Points that belong together.</summary>
/// <param name="Name">Name in the legend.</param>
/// <param name="Points">The points; x ascends where they are joined.</param>
/// <param name="Style">How they are drawn.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points, SeriesStyle Style = SeriesStyle.Line);
