namespace ReId.Index.Database;

/// <summary>A stored query that raises an event when somebody like that appears.</summary>
internal sealed class WatchRow
{
    public Guid Id { get; set; }

    public required string Name { get; set; }

    public int ModelId { get; set; }

    public ModelRow? Model { get; set; }

    /// <summary>Unit vector, little-endian float16; null when it watches for an identity.</summary>
    public byte[]? Vector { get; set; }

    public Guid? IdentityId { get; set; }

    /// <summary>Least score of a hit.</summary>
    public float Threshold { get; set; }

    public required string CreatedBy { get; set; }

    public DateTime CreatedAt { get; set; }
}
