namespace ReId.Model.Calibration;

/// <summary>What one side of the division held.</summary>
/// <param name="Identities">Identities, distractors each for itself.</param>
/// <param name="Pictures">Pictures.</param>
/// <param name="SamePairs">Pairs of one identity that count.</param>
/// <param name="DifferentPairs">Pairs of two identities.</param>
public sealed record CalibrationPart(int Identities, int Pictures, long SamePairs, long DifferentPairs);
