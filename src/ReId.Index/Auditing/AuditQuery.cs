namespace ReId.Index.Auditing;

/// <summary>Which lines of the audit log to read, newest first. Filters that are null pass everything.</summary>
public sealed record AuditQuery
{
    /// <summary>Only lines of this actor.</summary>
    public string? Actor { get; init; }

    /// <summary>Only lines of this action.</summary>
    public string? Action { get; init; }

    /// <summary>Only lines before this one: the last one of the page before.</summary>
    public long? Before { get; init; }

    /// <summary>At most this many lines.</summary>
    public int Limit { get; init; } = 50;
}
