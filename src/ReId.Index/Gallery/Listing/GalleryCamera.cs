namespace ReId.Index;

/// <summary>A camera that gave crops.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Crops">Crops of it.</param>
/// <param name="LastSeenAt">When the newest of them was captured, UTC.</param>
public sealed record GalleryCamera(string Name, long Crops, DateTimeOffset LastSeenAt);
