namespace ReId.Model.Reporting.Charts;

/// <summary>A point of a series.</summary>
/// <param name="X">Place along the axis below.</param>
/// <param name="Y">Place along the axis to the left.</param>
/// <param name="Error">Half the length of the error bar; 0 for none.</param>
/// <param name="Label">Written beside the point; null for none.</param>
public readonly record struct ChartPoint(double X, double Y, double Error = 0, string? Label = null);
