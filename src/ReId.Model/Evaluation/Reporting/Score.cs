namespace ReId.Model.Evaluation.Reporting;

/// <summary>A mean over the queries that have a match, from 0 to 1.</summary>
/// <param name="Name">As in JSON, e.g. <c>rank1</c>.</param>
/// <param name="Value">The mean.</param>
/// <param name="Interval">Its 95 % bootstrap interval.</param>
public sealed record Score(string Name, double Value, Interval Interval);
