using ReId.Index.Identities;
using ReId.Search.Endpoints.Crops;

namespace ReId.Search.Endpoints.Identities;

/// <summary>An identity as the API shows it.</summary>
public sealed record IdentityView
{
    /// <summary>Its id.</summary>
    public required Guid IdentityId { get; init; }

    /// <summary>What operators call it; null while nobody named it.</summary>
    public required string? Name { get; init; }

    /// <summary>Left out of lists unless asked for.</summary>
    public required bool Hidden { get; init; }

    /// <summary>Number of its crops.</summary>
    public required int Crops { get; init; }

    /// <summary>Cameras that saw it, by name.</summary>
    public required IReadOnlyList<string> Cameras { get; init; }

    /// <summary>Its earliest crop, UTC; null without crops.</summary>
    public required DateTimeOffset? FirstSeenAt { get; init; }

    /// <summary>Its latest crop, UTC; null without crops.</summary>
    public required DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>When it was first told apart, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed itself, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its crop of the best quality; null without crops.</summary>
    public required Guid? BestCropId { get; init; }

    /// <summary>That crop's picture.</summary>
    public required string? ImageUrl { get; init; }

    /// <summary>That crop's picture, small.</summary>
    public required string? ThumbnailUrl { get; init; }

    internal static IdentityView Of(IdentitySummary summary) => new()
    {
        IdentityId = summary.Identity.Id,
        Name = summary.Identity.Name,
        Hidden = summary.Identity.Hidden,
        Crops = summary.Crops,
        Cameras = summary.Cameras,
        FirstSeenAt = summary.FirstSeenAt,
        LastSeenAt = summary.LastSeenAt,
        CreatedAt = summary.Identity.CreatedAt,
        UpdatedAt = summary.Identity.UpdatedAt,
        BestCropId = summary.BestCropId,
        ImageUrl = summary.BestCropId is { } best ? CropView.ImageOf(best) : null,
        ThumbnailUrl = summary.BestCropId is { } small ? CropView.ThumbnailOf(small) : null,
    };
}

/// <summary>A crop of an identity, and who says so.</summary>
/// <param name="Crop">The crop.</param>
/// <param name="Origin">Who put it there.</param>
/// <param name="Score">Similarity that an online join rested on; null for the others.</param>
/// <param name="AssignedAt">Since when, UTC.</param>
/// <param name="Decided">An operator's decision keeps it there.</param>
public sealed record MemberView(CropView Crop, AssignmentOrigin Origin, float? Score, DateTimeOffset AssignedAt, bool Decided);

/// <summary>Where an identity was.</summary>
/// <param name="IdentityId">The identity.</param>
/// <param name="Visits">Its visits, by time.</param>
public sealed record TimelineView(Guid IdentityId, IReadOnlyList<VisitView> Visits);

/// <summary>One stay before one camera.</summary>
/// <param name="Camera">The camera.</param>
/// <param name="TrackletId">The tracklet.</param>
/// <param name="From">Its first crop, UTC.</param>
/// <param name="To">Its last crop, UTC.</param>
/// <param name="Crops">How many crops it has.</param>
/// <param name="BestCrop">That of the highest quality; null where it was removed meanwhile.</param>
public sealed record VisitView(string Camera, Guid TrackletId, DateTimeOffset From, DateTimeOffset To, int Crops, CropView? BestCrop);
