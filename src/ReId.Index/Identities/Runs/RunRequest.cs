namespace ReId.Index.Identities;

/// <summary>A run that is asked for.</summary>
public sealed record RunRequest
{
    /// <summary>The model whose vectors are compared.</summary>
    public required string ModelId { get; init; }

    /// <summary>How; the defaults where nothing is said.</summary>
    public RunSettings Settings { get; init; } = new();

    /// <summary>The run's id, under which it is listed and undone; default a new one.</summary>
    public Guid RunId { get; init; } = Guid.CreateVersion7();

    /// <summary>The interrupted run in whose place this one works; null for a run of its own.</summary>
    public Guid? Resumes { get; init; }
}
