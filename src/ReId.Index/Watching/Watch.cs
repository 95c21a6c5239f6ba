namespace ReId.Index.Watching;

/// <summary>A stored query that raises an event for every new crop that is similar enough.</summary>
public sealed record Watch
{
    /// <summary>Names it.</summary>
    public required Guid Id { get; init; }

    /// <summary>For people to read.</summary>
    public required string Name { get; init; }

    /// <summary>The model of its vector; crops of other models are not compared.</summary>
    public required string ModelId { get; init; }

    /// <summary>The unit vector to compare with; null where it is an identity.</summary>
    public float[]? Vector { get; init; }

    /// <summary>The identity whose crops raise it; null where it is a vector.</summary>
    public Guid? IdentityId { get; init; }

    /// <summary>Least cosine similarity, -1 to 1.</summary>
    public required float Threshold { get; init; }

    /// <summary>Name of the key that made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
