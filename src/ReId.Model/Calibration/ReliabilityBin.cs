namespace ReId.Model.Calibration;

/// <summary>A row of a reliability table: pairs that were given similar probabilities, and how many of them are right.</summary>
/// <param name="Low">Least probability of the row.</param>
/// <param name="High">Greatest probability.</param>
/// <param name="Share">Share of all pairs, weighted to the prior.</param>
/// <param name="Stated">Mean of the probabilities that were given; null in an empty row.</param>
/// <param name="Observed">Share of "the same" among them, weighted to the prior; null in an empty row.</param>
public sealed record ReliabilityBin(double Low, double High, double Share, double? Stated, double? Observed);
