using ReId.Contracts;

namespace ReId.Ingest.Tracking;

/// <summary>What the tracker knows of a detection: where it is, how certain it is, and the colours of the clothes when they were looked at.</summary>
internal readonly record struct Sighting(PixelBox Box, Appearance? Looks = null, float Score = 1);
