namespace ReId.Index.Identities;

/// <summary>That a crop shows an identity, and who says so.</summary>
/// <param name="IdentityId">The identity.</param>
/// <param name="Origin">Who says so.</param>
/// <param name="Score">Cosine similarity that an online join rested on; null for the others.</param>
/// <param name="AssignedAt">Since when, UTC.</param>
/// <param name="RunId">The clustering run that put it there; null for the others.</param>
public sealed record Assignment(
    Guid IdentityId, AssignmentOrigin Origin, float? Score, DateTimeOffset AssignedAt, Guid? RunId);

/// <summary>Who put a crop to an identity.</summary>
public enum AssignmentOrigin
{
    /// <summary>A clustering run.</summary>
    Cluster = 0,

    /// <summary>The online join between runs.</summary>
    Online = 1,

    /// <summary>An operator.</summary>
    Operator = 2,
}
