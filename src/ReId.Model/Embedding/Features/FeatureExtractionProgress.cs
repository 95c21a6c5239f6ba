namespace ReId.Model.Embedding.Features;

/// <summary>How far an extraction is.</summary>
/// <param name="Done">Pictures finished, the skipped ones included.</param>
/// <param name="Total">All pictures.</param>
/// <param name="PerSecond">Mean rate since the start, pictures per second.</param>
/// <param name="Remaining">Time left at that rate; null before the first batch.</param>
public readonly record struct FeatureExtractionProgress(int Done, int Total, double PerSecond, TimeSpan? Remaining);
