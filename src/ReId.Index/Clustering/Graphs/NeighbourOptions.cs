using ReId.Contracts;

namespace ReId.Index.Clustering.Graphs;

/// <summary>How nearest neighbours are found.</summary>
public sealed record NeighbourOptions
{
    /// <summary>The greatest <see cref="K"/>.</summary>
    public const int Most = 1000;

    /// <summary>Neighbours kept of each row, 1 to <see cref="Most"/>; default 30.</summary>
    public int K { get; init; } = 30;

    /// <summary>Up to this many rows everything is compared with everything; default 60,000. Above, cells of k-means are.</summary>
    public int ExactUpTo { get; init; } = 60_000;

    /// <summary>Cells of k-means that each row searches, its own among them; default 24. More finds more and takes longer.</summary>
    public int Probes { get; init; } = 24;

    /// <summary>Folder that keeps what was found, so that an interrupted one goes on; null keeps nothing.</summary>
    public string? WorkFolder { get; init; }

    /// <summary>How often a search by cells keeps what it found; default one minute.</summary>
    public TimeSpan KeepEvery { get; init; } = TimeSpan.FromMinutes(1);

    internal void Validate()
    {
        if (K is < 1 or > Most)
        {
            throw new ReIdException($"The neighbours of a row are 1 to {Most}, not {K}.");
        }

        if (ExactUpTo < 0)
        {
            throw new ReIdException($"The rows that are searched exactly are at least 0, not {ExactUpTo}.");
        }

        if (Probes < 1)
        {
            throw new ReIdException($"At least 1 cell must be searched, not {Probes}.");
        }
    }
}
