namespace ReId.Ingest.Tracking;

/// <summary>What a frame changed.</summary>
/// <param name="Tracklets">The tracklet of each detection, in the order of the detections.</param>
/// <param name="Ended">Tracklets that will not be continued.</param>
internal readonly record struct TrackerUpdate(IReadOnlyList<TrackletState> Tracklets, IReadOnlyList<TrackletState> Ended);

/// <summary>What is known of a tracklet so far.</summary>
/// <param name="Id">Its UUIDv7.</param>
/// <param name="Confirmed">
/// Whether it was seen often enough, and clearly enough once, to be a person rather than a false alarm; never taken back.
/// </param>
internal readonly record struct TrackletState(Guid Id, bool Confirmed);
