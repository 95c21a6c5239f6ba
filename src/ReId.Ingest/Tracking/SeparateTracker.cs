namespace ReId.Ingest.Tracking;

/// <summary>For pictures that stand alone: every detection is a tracklet of its own.</summary>
internal sealed class SeparateTracker : ITracker
{
    private IReadOnlyList<TrackletState> _previous = [];

    public TrackerUpdate Update(DateTimeOffset capturedAt, IReadOnlyList<Sighting> sightings)
    {
        var ended = _previous;
        _previous = [.. sightings.Select(_ => new TrackletState(Guid.CreateVersion7(), Confirmed: true))];
        return new TrackerUpdate(_previous, ended);
    }

    public IReadOnlyList<TrackletState> Finish() => _previous;
}
