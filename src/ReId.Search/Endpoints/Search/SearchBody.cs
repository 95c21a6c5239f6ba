using ReId.Index;

namespace ReId.Search.Endpoints.Search;

/// <summary>A search by what is stored, by a vector or by a cursor; exactly one of the first fields is set.</summary>
public sealed record SearchBody
{
    /// <summary>A stored crop.</summary>
    public Guid? CropId { get; init; }

    /// <summary>Several stored crops, at most 16.</summary>
    public Guid[]? CropIds { get; init; }

    /// <summary>An identity.</summary>
    public Guid? IdentityId { get; init; }

    /// <summary>A vector of the model's dimension.</summary>
    public float[]? Vector { get; init; }

    /// <summary>The next page of an earlier search.</summary>
    public string? Cursor { get; init; }

    /// <summary>Results per page, 1 to 1000; default 10.</summary>
    public int? K { get; init; }

    /// <summary>Least cosine similarity.</summary>
    public float? MinScore { get; init; }

    /// <summary>Least calibrated probability.</summary>
    public float? MinProbability { get; init; }

    /// <summary>Only these cameras.</summary>
    public string[]? Cameras { get; init; }

    /// <summary>Not these cameras.</summary>
    public string[]? ExcludeCameras { get; init; }

    /// <summary>Captured at or after.</summary>
    public string? From { get; init; }

    /// <summary>Captured before.</summary>
    public string? To { get; init; }

    /// <summary>Only these identities.</summary>
    public Guid[]? Identities { get; init; }

    /// <summary>Not these identities.</summary>
    public Guid[]? ExcludeIdentities { get; init; }

    /// <summary>Least quality, 0 to 1.</summary>
    public float? MinQuality { get; init; }

    /// <summary>Not the cameras of the query's own crops.</summary>
    public bool? ExcludeOwnCamera { get; init; }

    /// <summary>Not the tracklets of the query's own crops.</summary>
    public bool? ExcludeOwnTracklet { get; init; }

    /// <summary>The best of each group only.</summary>
    public SearchGrouping? GroupBy { get; init; }

    /// <summary>Order the best 100 again by k-reciprocal neighbours.</summary>
    public bool? Rerank { get; init; }

    /// <summary>Compare with every vector.</summary>
    public bool? Exact { get; init; }

    /// <summary>How several examples make one query.</summary>
    public Fusion? Fusion { get; init; }

    /// <summary>Which vectors are searched; default the server's model.</summary>
    public string? ModelId { get; init; }
}

/// <summary>How several examples make one query.</summary>
public enum Fusion
{
    /// <summary>One search by the mean of their vectors.</summary>
    Mean = 0,

    /// <summary>One search each; the best score of a crop counts.</summary>
    Max = 1,
}
