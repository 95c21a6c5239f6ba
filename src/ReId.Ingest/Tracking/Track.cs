namespace ReId.Ingest.Tracking;

/// <summary>One tracklet while it is open: where it was last and how it moves.</summary>
internal sealed class Track(Sighting first, DateTimeOffset seen)
{
    // Half of the old velocity is kept: boxes jitter by more than a person accelerates.
    private const double Inertia = 0.5;

    // Clothes do not change, but light and the other half of an occluded person do.
    private const double LooksInertia = 0.7;

    private BoxF _box = BoxF.From(first.Box);
    private Appearance? _looks = first.Looks;
    private double _vx;
    private double _vy;

    public Guid Id { get; } = Guid.CreateVersion7();

    public int Hits { get; private set; } = 1;

    public float BestScore { get; private set; } = first.Score;

    public DateTimeOffset LastSeen { get; private set; } = seen;

    /// <summary>Where constant velocity would have brought it.</summary>
    public BoxF Predict(DateTimeOffset at)
    {
        var seconds = (at - LastSeen).TotalSeconds;
        return _box.Moved(_vx * seconds, _vy * seconds);
    }

    /// <summary>How much the colours differ; 0 where one of them is unknown.</summary>
    public double DifferenceTo(Appearance? looks) => _looks is { } mine && looks is { } other ? mine.DistanceTo(other) : 0;

    public void Update(Sighting sighting, DateTimeOffset at)
    {
        var box = BoxF.From(sighting.Box);
        var seconds = (at - LastSeen).TotalSeconds;
        if (seconds > 0)
        {
            var inertia = Hits == 1 ? 0 : Inertia;
            _vx = (inertia * _vx) + ((1 - inertia) * (box.CenterX - _box.CenterX) / seconds);
            _vy = (inertia * _vy) + ((1 - inertia) * (box.CenterY - _box.CenterY) / seconds);
        }

        _looks = _looks is { } mine && sighting.Looks is { } other ? mine.Towards(other, 1 - LooksInertia) : sighting.Looks ?? _looks;
        _box = box;
        LastSeen = at;
        BestScore = Math.Max(BestScore, sighting.Score);
        Hits++;
    }
}
