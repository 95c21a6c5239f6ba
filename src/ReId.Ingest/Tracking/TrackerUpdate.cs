namespace ReId.Ingest.Tracking;

/// <summary>What a frame changed.</summary>
/// <param name="TrackletIds">The tracklet (UUIDv7) of each detection, in the order of the detections.</param>
/// <param name="Ended">Tracklets that will not be continued.</param>
internal readonly record struct TrackerUpdate(IReadOnlyList<Guid> TrackletIds, IReadOnlyList<EndedTracklet> Ended);

/// <summary>A tracklet that is over.</summary>
/// <param name="Id">Its UUIDv7.</param>
/// <param name="Confirmed">Whether it was seen often enough to be a person rather than a false alarm.</param>
internal readonly record struct EndedTracklet(Guid Id, bool Confirmed);
