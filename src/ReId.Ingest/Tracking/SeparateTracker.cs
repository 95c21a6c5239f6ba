using ReId.Ingest.Detection;

namespace ReId.Ingest.Tracking;

/// <summary>For pictures that stand alone: every detection that is certain enough is a tracklet of its own.</summary>
internal sealed class SeparateTracker(DetectorScores scores = default) : ITracker
{
    private IReadOnlyList<TrackletState> _previous = [];

    public TrackerUpdate Update(DateTimeOffset capturedAt, IReadOnlyList<Sighting> sightings)
    {
        var ended = _previous;
        TrackletState?[] tracklets = [.. sightings.Select(
            s => s.Score >= scores.Start ? new TrackletState(Guid.CreateVersion7(), Confirmed: true) : (TrackletState?)null)];
        _previous = [.. tracklets.OfType<TrackletState>()];
        return new TrackerUpdate(tracklets, ended);
    }

    public IReadOnlyList<TrackletState> Finish() => _previous;
}
