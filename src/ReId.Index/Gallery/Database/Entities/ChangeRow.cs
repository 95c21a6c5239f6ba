namespace ReId.Index.Database;

/// <summary>A step of the history of identities; the steps of one operation are undone together.</summary>
internal sealed class ChangeRow
{
    public long Sequence { get; set; }

    public Guid OperationId { get; set; }

    public DateTime At { get; set; }

    public required string Actor { get; set; }

    public string? Reason { get; set; }

    public required string Kind { get; set; }

    public Guid? CropId { get; set; }

    public Guid? FromIdentity { get; set; }

    public Guid? ToIdentity { get; set; }

    public Guid? IdentityId { get; set; }

    /// <summary>JSON.</summary>
    public string? Before { get; set; }

    /// <summary>JSON.</summary>
    public string? After { get; set; }

    /// <summary>The operation that took this one back.</summary>
    public Guid? UndoneBy { get; set; }
}
