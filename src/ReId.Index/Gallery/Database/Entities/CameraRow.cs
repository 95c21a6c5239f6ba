namespace ReId.Index.Database;

/// <summary>A camera; crops and identities of places hang on it.</summary>
internal sealed class CameraRow
{
    public int Id { get; set; }

    public required string Name { get; set; }

    /// <summary>Days after which its crops are removed; null for the gallery's own rule.</summary>
    public int? RetentionDays { get; set; }

    /// <summary>Where its frames come from, an URL say; it may hold a password, which only administrators see.</summary>
    public string? Source { get; set; }

    /// <summary>UTC; null for cameras that older versions stored.</summary>
    public DateTime? CreatedAt { get; set; }
}
