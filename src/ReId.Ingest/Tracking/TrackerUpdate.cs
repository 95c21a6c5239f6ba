namespace ReId.Ingest.Tracking;

/// <summary>What a frame changed.</summary>
/// <param name="Tracklets">
/// The tracklet of each detection, in the order of the detections; null for one that is too uncertain and belongs to none.
/// </param>
/// <param name="Ended">Tracklets that will not be continued.</param>
public readonly record struct TrackerUpdate(IReadOnlyList<TrackletState?> Tracklets, IReadOnlyList<TrackletState> Ended);

/// <summary>What is known of a tracklet so far.</summary>
/// <param name="Id">Its UUIDv7.</param>
/// <param name="Confirmed">
/// Whether it was seen often enough, and clearly enough once, to be a person rather than a false alarm; never taken back.
/// </param>
public readonly record struct TrackletState(Guid Id, bool Confirmed);
