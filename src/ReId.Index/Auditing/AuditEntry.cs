namespace ReId.Index.Auditing;

/// <summary>A line of the audit log. It holds ids only: no names of people, no pictures, no vectors.</summary>
public sealed record AuditEntry
{
    /// <summary>Rises with every line; given by the log.</summary>
    public long Sequence { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Name of the key, or who else did it.</summary>
    public required string Actor { get; init; }

    /// <summary>What was done, e.g. <c>search</c> or <c>crop.delete</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Id of what it was done to, or null.</summary>
    public string? Target { get; init; }

    /// <summary>More as JSON, or null.</summary>
    public string? Detail { get; init; }
}
