using ReId.Contracts;

namespace ReId.Ingest.Tracking;

/// <summary>What the tracker knows of a detection.</summary>
/// <param name="Box">Where it is, pixels of the frame.</param>
/// <param name="Looks">Colours of the clothes, when they were looked at.</param>
/// <param name="Score">The detector's confidence, 0 to 1.</param>
public readonly record struct Sighting(PixelBox Box, Appearance? Looks = null, float Score = 1);
