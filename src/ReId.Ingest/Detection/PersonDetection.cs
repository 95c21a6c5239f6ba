using ReId.Contracts;

namespace ReId.Ingest.Detection;

/// <summary>A person found in a frame.</summary>
/// <param name="Box">Around the person, inside the frame.</param>
/// <param name="Score">Confidence, 0 to 1; comparable only between detections of the same detector.</param>
public readonly record struct PersonDetection(PixelBox Box, float Score);
