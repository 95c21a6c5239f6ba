using ReId.Contracts;
using ReId.Index.Identities;

namespace ReId.Search.Identities;

/// <summary>How a server finds out who is who.</summary>
public sealed record IdentityOptions
{
    /// <summary>When the nightly clustering begins, local time; null for never; default 02:00.</summary>
    public TimeOnly? ClusterAt { get; init; } = new(2, 0);

    /// <summary>How it clusters.</summary>
    public RunSettings Settings { get; init; } = new();

    /// <summary>Whether new crops join identities between runs; default true.</summary>
    public bool Joins { get; init; } = true;

    /// <summary>
    /// Least cosine similarity of a crop that joins between runs; null for the calibrated threshold of the least rate
    /// of false accepts, or without a calibration for that of <see cref="OnlineJoinOptions"/>.
    /// </summary>
    public float? JoinThreshold { get; init; }

    internal void Validate()
    {
        if (Settings.MinTracklets < 1)
        {
            throw new ReIdException($"An identity has at least 1 tracklet; the least number cannot be {Settings.MinTracklets}.");
        }

        if (JoinThreshold is { } score && score is not (>= -1 and <= 1))
        {
            throw new ReIdException(FormattableString.Invariant($"A similarity to join from is from -1 to 1, not {score}."));
        }
    }
}
