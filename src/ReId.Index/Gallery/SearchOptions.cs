namespace ReId.Index;

/// <summary>What to search for besides the vector. Filters that are null pass everything.</summary>
public sealed record SearchOptions
{
    /// <summary>Model of the query vector; only vectors of the same model are compared.</summary>
    public required string ModelId { get; init; }

    /// <summary>Number of hits, or of groups with <see cref="GroupBy"/>; at least 1, default 10.</summary>
    public int K { get; init; } = 10;

    /// <summary>Only crops of these cameras. A name that the gallery does not know matches nothing.</summary>
    public IReadOnlyCollection<string>? Cameras { get; init; }

    /// <summary>Only crops captured at or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only crops captured before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Crops to leave out, such as the query crop itself.</summary>
    public IReadOnlyCollection<Guid>? ExcludeCrops { get; init; }

    /// <summary>Tracklets to leave out.</summary>
    public IReadOnlyCollection<Guid>? ExcludeTracklets { get; init; }

    /// <summary>Cameras to leave out.</summary>
    public IReadOnlyCollection<string>? ExcludeCameras { get; init; }

    /// <summary>Only crops that carry one of these identities; a crop without an identity does not pass.</summary>
    public IReadOnlyCollection<Guid>? Identities { get; init; }

    /// <summary>Identities to leave out; a crop without an identity passes.</summary>
    public IReadOnlyCollection<Guid>? ExcludeIdentities { get; init; }

    /// <summary>Only crops of at least this quality, 0 to 1; default none.</summary>
    public float? MinQuality { get; init; }

    /// <summary>
    /// Compares the query with every vector that passes the filters. Default false: large galleries are searched by an
    /// index that finds at least 99 of 100 of the true neighbours (docs/index.md).
    /// </summary>
    public bool Exact { get; init; }

    /// <summary>Keep only the best hit of each group; default no grouping.</summary>
    public SearchGrouping GroupBy { get; init; } = SearchGrouping.None;

    /// <summary>Only hits with at least this cosine similarity, -1 to 1; default none.</summary>
    public float? MinScore { get; init; }
}

/// <summary>What the hits of a search are grouped by.</summary>
public enum SearchGrouping
{
    /// <summary>Every crop is a hit of its own.</summary>
    None = 0,

    /// <summary>The best crop of each tracklet.</summary>
    Tracklet = 1,

    /// <summary>The best crop of each camera.</summary>
    Camera = 2,

    /// <summary>
    /// The best crop of each identity. A crop without an identity stands for its tracklet, which shows one person.
    /// </summary>
    Identity = 3,
}
