namespace ReId.Model.Training.Reporting;

/// <summary>A query and what was found for it.</summary>
/// <param name="Query">What was searched for.</param>
/// <param name="Results">What was found, nearest first.</param>
public sealed record RankedRow(RankedPicture Query, IReadOnlyList<RankedPicture> Results);
