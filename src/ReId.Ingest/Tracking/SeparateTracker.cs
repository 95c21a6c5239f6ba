namespace ReId.Ingest.Tracking;

/// <summary>For pictures that stand alone: every detection is a tracklet of its own.</summary>
internal sealed class SeparateTracker : ITracker
{
    private IReadOnlyList<EndedTracklet> _previous = [];

    public TrackerUpdate Update(DateTimeOffset capturedAt, IReadOnlyList<Sighting> sightings)
    {
        var ended = _previous;
        var ids = sightings.Select(_ => Guid.CreateVersion7()).ToArray();
        _previous = [.. ids.Select(id => new EndedTracklet(id, Confirmed: true))];
        return new TrackerUpdate(ids, ended);
    }

    public IReadOnlyList<EndedTracklet> Finish() => _previous;
}
