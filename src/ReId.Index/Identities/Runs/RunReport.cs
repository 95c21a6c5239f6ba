namespace ReId.Index.Identities;

/// <summary>What a run found and changed.</summary>
public sealed record RunReport
{
    /// <summary>Model whose vectors were clustered.</summary>
    public string? ModelId { get; init; }

    /// <summary>How it was clustered.</summary>
    public RunSettings Settings { get; init; } = new();

    /// <summary>The interrupted run in whose place it worked; null for a run of its own.</summary>
    public Guid? Resumes { get; init; }

    /// <summary>Crops that were clustered.</summary>
    public int Crops { get; init; }

    /// <summary>Identities with crops after the run.</summary>
    public int Clusters { get; init; }

    /// <summary>Tracklets that show nobody known.</summary>
    public int Singletons { get; init; }

    /// <summary>Identities that are new.</summary>
    public int NewIdentities { get; init; }

    /// <summary>Identities that went into another one.</summary>
    public int Joins { get; init; }

    /// <summary>New identities whose crops came from an old one.</summary>
    public int Splits { get; init; }

    /// <summary>Crops whose identity changed.</summary>
    public int ChangedCrops { get; init; }

    /// <summary>Mean silhouette under cosine distance; null where there is none.</summary>
    public double? Silhouette { get; init; }

    /// <summary>How long it took, seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Why the run failed; null where it did not.</summary>
    public string? Error { get; init; }
}
