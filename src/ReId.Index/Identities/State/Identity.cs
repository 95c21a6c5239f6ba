namespace ReId.Index.Identities;

/// <summary>Somebody (or something) that the gallery saw, known by an id that stays.</summary>
public sealed record Identity
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What operators call it; null while nobody named it.</summary>
    public string? Name { get; init; }

    /// <summary>Left out of lists unless asked for.</summary>
    public bool Hidden { get; init; }

    /// <summary>When it was first told apart, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its name, its visibility or what it was merged into last changed, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The identity that it became part of; null while it stands for itself.</summary>
    public Guid? MergedInto { get; init; }
}
