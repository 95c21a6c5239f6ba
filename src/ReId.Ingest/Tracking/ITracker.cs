namespace ReId.Ingest.Tracking;

/// <summary>Joins the detections of one camera to tracklets. Frames come in the order of their capture.</summary>
internal interface ITracker
{
    /// <summary>Takes the detections of the next frame.</summary>
    TrackerUpdate Update(DateTimeOffset capturedAt, IReadOnlyList<Sighting> sightings);

    /// <summary>Ends what is still open; the tracker is not used afterwards.</summary>
    IReadOnlyList<TrackletState> Finish();
}
