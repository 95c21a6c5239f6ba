namespace ReId.Index.Identities;

/// <summary>Crops that go together: a tracklet, or the part of one that decisions left together.</summary>
internal sealed class TrackletUnit
{
    public required int Number { get; init; }

    public required Guid TrackletId { get; init; }

    public required string Camera { get; init; }

    /// <summary>Positions of its crops, ascending.</summary>
    public required IReadOnlyList<int> Members { get; init; }

    /// <summary>First and last capture time of its crops.</summary>
    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    /// <summary>The identity that a decision pins it to.</summary>
    public required Guid? Pin { get; init; }

    /// <summary>Identities that it may not join: what one crop of a tracklet is banned from, all are.</summary>
    public required IReadOnlySet<Guid> Bans { get; init; }

    /// <summary>Two tracklets of one camera at one moment show two people, unless a decision says otherwise.</summary>
    public bool IsBeside(TrackletUnit other) =>
        Camera == other.Camera && Start <= other.End && other.Start <= End && !(Pin is not null && Pin == other.Pin);
}
