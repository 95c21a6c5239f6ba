namespace ReId.Index;

/// <summary>One uninterrupted track of one person in one camera.</summary>
/// <param name="TrackletId">The tracklet.</param>
/// <param name="Camera">Name of its camera.</param>
/// <param name="From">When its first crop was captured, UTC.</param>
/// <param name="To">When its last crop was captured, UTC.</param>
/// <param name="Crops">How many crops it has.</param>
public sealed record GalleryTracklet(Guid TrackletId, string Camera, DateTimeOffset From, DateTimeOffset To, int Crops);
