namespace ReId.Index;

/// <summary>Which crops to list. Filters that are null pass everything.</summary>
public sealed record CropListing
{
    /// <summary>Only crops of these cameras.</summary>
    public IReadOnlyCollection<string>? Cameras { get; init; }

    /// <summary>Only crops of this tracklet.</summary>
    public Guid? TrackletId { get; init; }

    /// <summary>Only crops of this identity.</summary>
    public Guid? IdentityId { get; init; }

    /// <summary>Only crops captured at or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only crops captured before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Starts behind this crop: the last one of the page before.</summary>
    public Guid? After { get; init; }

    /// <summary>Starts behind this place; unlike <see cref="After"/> it need not be a crop that is still there.</summary>
    public CropPosition? Beyond { get; init; }

    /// <summary>The newest first; default the oldest.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>At most this many crops; null for all.</summary>
    public int? Limit { get; init; }
}
