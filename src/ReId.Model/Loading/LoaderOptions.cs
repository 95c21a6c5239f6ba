namespace ReId.Model.Loading;

/// <summary>How a loader works; nothing of it changes what it gives.</summary>
public sealed record LoaderOptions
{
    /// <summary>Threads that decode and augment; 0 for one per core.</summary>
    public int Workers { get; init; }

    /// <summary>Batches that are ready before they are needed, at least 1.</summary>
    public int Prefetch { get; init; } = 4;

    /// <summary>Memory for decoded pictures, bytes; what does not fit is decoded every time.</summary>
    public long CacheBytes { get; init; } = 1L << 30;

    /// <summary>Leave pictures out that cannot be decoded, instead of ending the epoch.</summary>
    public bool SkipCorrupt { get; init; }
}
