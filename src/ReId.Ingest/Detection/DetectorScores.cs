namespace ReId.Ingest.Detection;

/// <summary>What the scores of a detector mean to the tracker; scores of two detectors do not compare.</summary>
/// <param name="Start">
/// From here on a detection may begin a tracklet; weaker ones only continue one (Zhang et al., "ByteTrack: Multi-Object
/// Tracking by Associating Every Detection Box", ECCV 2022).
/// </param>
/// <param name="Confirm">What the best detection of a tracklet must reach, or it is a false alarm.</param>
public readonly record struct DetectorScores(float Start, float Confirm);
