namespace ReId.Index.Database;

/// <summary>An erasure, and the receipt for it.</summary>
internal sealed class ErasureRow
{
    public Guid Id { get; set; }

    public DateTime At { get; set; }

    public required string Actor { get; set; }

    /// <summary>JSON.</summary>
    public required string Request { get; set; }

    /// <summary>JSON.</summary>
    public required string Receipt { get; set; }
}
