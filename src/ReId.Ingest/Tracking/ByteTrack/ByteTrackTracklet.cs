namespace ReId.Ingest.Tracking.ByteTrack;

/// <summary>One tracklet while it is open.</summary>
internal sealed class ByteTrackTracklet(Sighting first, DateTimeOffset seen)
{
    // Clothes do not change, but light and the other half of an occluded person do.
    private const double LooksInertia = 0.7;

    private readonly BoxMotion _motion = new(BoxF.From(first.Box));
    private DateTimeOffset _predicted = seen;
    private Appearance? _looks = first.Looks;

    public Guid Id { get; } = Guid.CreateVersion7();

    public int Hits { get; private set; } = 1;

    public float BestScore { get; private set; } = first.Score;

    public DateTimeOffset LastSeen { get; private set; } = seen;

    /// <summary>Where it should be now.</summary>
    public BoxF Box => _motion.Box;

    /// <summary>How far it may be from there, in pixels.</summary>
    public (double X, double Y) Deviation => _motion.Deviation;

    public void Predict(DateTimeOffset at)
    {
        // Clocks that go back are no reason to go back with them.
        var seconds = Math.Max(0, (at - _predicted).TotalSeconds);
        _motion.Predict(seconds);
        _predicted = at > _predicted ? at : _predicted;
    }

    /// <summary>How much the colours differ; 0 where one of them is unknown.</summary>
    public double DifferenceTo(Appearance? looks) => _looks is { } mine && looks is { } other ? mine.DistanceTo(other) : 0;

    public void Update(Sighting sighting, DateTimeOffset at)
    {
        _motion.Correct(BoxF.From(sighting.Box));
        _looks = _looks is { } mine && sighting.Looks is { } other ? mine.Towards(other, 1 - LooksInertia) : sighting.Looks ?? _looks;
        LastSeen = at;
        BestScore = Math.Max(BestScore, sighting.Score);
        Hits++;
    }
}
