namespace ReId.Index.Database;

/// <summary>A run of the clustering.</summary>
internal sealed class ClusterRunRow
{
    public Guid Id { get; set; }

    public DateTime StartedAt { get; set; }

    public DateTime? FinishedAt { get; set; }

    public required string State { get; set; }

    /// <summary>JSON.</summary>
    public string? Report { get; set; }
}
