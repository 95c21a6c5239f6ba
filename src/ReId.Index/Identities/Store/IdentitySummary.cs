namespace ReId.Index.Identities;

/// <summary>An identity with what its crops say.</summary>
/// <param name="Identity">The identity.</param>
/// <param name="Crops">Number of its crops.</param>
/// <param name="Cameras">Cameras that saw it, by name.</param>
/// <param name="FirstSeenAt">Its earliest crop; null without crops.</param>
/// <param name="LastSeenAt">Its latest crop; null without crops.</param>
/// <param name="BestCropId">Its crop of the best quality; null without crops.</param>
public sealed record IdentitySummary(
    Identity Identity, int Crops, IReadOnlyList<string> Cameras, DateTimeOffset? FirstSeenAt, DateTimeOffset? LastSeenAt, Guid? BestCropId);

/// <summary>One stay of an identity before one camera: a tracklet.</summary>
/// <param name="Camera">The camera.</param>
/// <param name="TrackletId">The tracklet.</param>
/// <param name="From">Its first crop, UTC.</param>
/// <param name="To">Its last crop, UTC.</param>
/// <param name="Crops">Its crops, by time.</param>
/// <param name="BestCrop">That of the best quality.</param>
public sealed record IdentityVisit(
    string Camera, Guid TrackletId, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<Guid> Crops, Guid BestCrop);
