namespace ReId.Index.Database;

/// <summary>Who did what; ids only, never names or pictures.</summary>
internal sealed class AuditRow
{
    public long Sequence { get; set; }

    public DateTime At { get; set; }

    public required string Actor { get; set; }

    public required string Action { get; set; }

    public string? Target { get; set; }

    /// <summary>JSON.</summary>
    public string? Detail { get; set; }
}
