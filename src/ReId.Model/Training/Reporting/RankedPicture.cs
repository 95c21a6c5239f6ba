namespace ReId.Model.Training.Reporting;

/// <summary>A picture of a ranked retrieval.</summary>
/// <param name="Encoded">A JPEG or PNG file, as small as it is shown; empty where the picture cannot be read.</param>
/// <param name="Caption">Lines below it: camera, distance, …</param>
/// <param name="Hit">True for the query's identity, false for another; null for the query itself.</param>
public sealed record RankedPicture(byte[] Encoded, IReadOnlyList<string> Caption, bool? Hit);
