namespace ReId.Index.Erasure;

/// <summary>What an erasure would remove now; nothing is removed.</summary>
public sealed record ErasurePreview
{
    /// <summary>Crops, and as many pictures.</summary>
    public required int Crops { get; init; }

    /// <summary>Their vectors, of all models.</summary>
    public required int Vectors { get; init; }

    /// <summary>Their cameras, by name.</summary>
    public required IReadOnlyList<string> Cameras { get; init; }

    /// <summary>When the first of them was captured, UTC; null without crops.</summary>
    public DateTimeOffset? FirstSeenAt { get; init; }

    /// <summary>When the last of them was captured, UTC; null without crops.</summary>
    public DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>Identities that would go: those asked for, those merged into them, and those of whom no crop would be left.</summary>
    public required IReadOnlyList<ErasurePreviewIdentity> Identities { get; init; }
}

/// <summary>An identity that would go.</summary>
/// <param name="IdentityId">It.</param>
/// <param name="Name">Its name; null for none.</param>
public sealed record ErasurePreviewIdentity(Guid IdentityId, string? Name);
