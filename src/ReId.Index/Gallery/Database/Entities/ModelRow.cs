namespace ReId.Index.Database;

/// <summary>A model that has vectors here.</summary>
internal sealed class ModelRow
{
    public int Id { get; set; }

    /// <summary>Content-derived id, as it travels in messages.</summary>
    public required string Name { get; set; }

    public int Dimension { get; set; }

    /// <summary><c>active</c>, <c>building</c> or <c>retired</c>.</summary>
    public string State { get; set; } = "active";

    /// <summary>UTC; null for models that older versions stored.</summary>
    public DateTime? CreatedAt { get; set; }
}
