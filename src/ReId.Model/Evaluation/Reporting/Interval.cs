namespace ReId.Model.Evaluation.Reporting;

/// <summary>A range that holds the true value with the stated confidence.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Interval(double Low, double High);
