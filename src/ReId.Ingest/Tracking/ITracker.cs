namespace ReId.Ingest.Tracking;

/// <summary>Joins the detections of one camera to tracklets. Frames come in the order of their capture.</summary>
public interface ITracker
{
    /// <summary>Takes the detections of the next frame.</summary>
    /// <param name="capturedAt">When the frame was captured, UTC.</param>
    /// <param name="sightings">The detections, those included that are too uncertain to begin a tracklet.</param>
    TrackerUpdate Update(DateTimeOffset capturedAt, IReadOnlyList<Sighting> sightings);

    /// <summary>Ends what is still open; the tracker is not used afterwards.</summary>
    IReadOnlyList<TrackletState> Finish();
}
