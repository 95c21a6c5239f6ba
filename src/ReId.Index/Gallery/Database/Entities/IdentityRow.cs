namespace ReId.Index.Database;

/// <summary>Somebody whose crops belong together.</summary>
internal sealed class IdentityRow
{
    public Guid Id { get; set; }

    public string? Name { get; set; }

    public bool Hidden { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime UpdatedAt { get; set; }

    /// <summary>The identity that this one went up in; old links lead there.</summary>
    public Guid? MergedInto { get; set; }
}
