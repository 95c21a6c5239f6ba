namespace ReId.Model.Reporting.Charts;

/// <summary>A dashed line from top to bottom: a stage begins, something was noted.</summary>
/// <param name="X">Where.</param>
/// <param name="Label">Written at its head.</param>
public readonly record struct ChartMark(double X, string Label);
