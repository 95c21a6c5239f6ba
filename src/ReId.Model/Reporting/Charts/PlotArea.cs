namespace ReId.Model.Reporting.Charts;

/// <summary>The inside of a chart in the picture's coordinates.</summary>
internal sealed record PlotArea(AxisScale Across, AxisScale Up, double Left, double Top, double Right, double Bottom)
{
    public double X(double value) => Left + (Across.Place(value) * (Right - Left));

    public double Y(double value) => Bottom - (Up.Place(value) * (Bottom - Top));

    /// <summary>True where a point has a place.</summary>
    public bool Shows(ChartPoint point) => Across.Axis.Shows(point.X) && Up.Axis.Shows(point.Y);
}
