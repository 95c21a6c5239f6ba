namespace ReId.Index.Access;

/// <summary>A stored key: everything but the key itself, of which only the SHA-256 is kept.</summary>
public sealed record ApiKey
{
    /// <summary>Names it, for <c>reid keys revoke</c>.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is; the actor of the audit log.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required ApiRole Role { get; init; }

    /// <summary>Its first characters, to tell keys apart in a list.</summary>
    public required string Prefix { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it is refused, UTC; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was revoked, UTC; null while it is not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When it was used last, to the minute, UTC; null for never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Whether it opens anything.</summary>
    /// <param name="now">The time, UTC.</param>
    public bool IsValid(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || now < ExpiresAt);
}
