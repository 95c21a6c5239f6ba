using ReId.Ingest.Tracking;

namespace ReId.Ingest.Tests.Support.Tracking;

/// <summary>A detection of which the truth is known.</summary>
/// <param name="Person">Whom it shows; null for a false alarm.</param>
/// <param name="Sighting">What the tracker sees.</param>
internal readonly record struct KnownSighting(int? Person, Sighting Sighting);

/// <summary>A frame of which the truth is known.</summary>
/// <param name="CapturedAt">When it was captured.</param>
/// <param name="People">How many are in it, those included that were not detected.</param>
/// <param name="Sightings">The detections.</param>
internal sealed record KnownFrame(DateTimeOffset CapturedAt, int People, IReadOnlyList<KnownSighting> Sightings);
