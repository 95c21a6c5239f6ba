namespace ReId.Contracts.Messages;

/// <summary>Ingestion has cut a crop out of a frame. Next stop: embedding.</summary>
public sealed record CropCaptured
{
    /// <summary>UUIDv7 of the crop; the key that makes every later step idempotent.</summary>
    public required Guid CropId { get; init; }

    /// <summary>Name of the camera (the file's stem for video files and folders).</summary>
    public required string Camera { get; init; }

    /// <summary>UUIDv7 of the tracklet: one uninterrupted track of one person in one camera.</summary>
    public required Guid TrackletId { get; init; }

    /// <summary>When the frame was captured, UTC.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>Where in the source frame the crop was cut.</summary>
    public required PixelBox Box { get; init; }

    /// <summary>Quality of the crop, 0 (useless) to 1 (perfect).</summary>
    public required float Quality { get; init; }

    /// <summary>The encoded picture.</summary>
    public required CropImage Image { get; init; }
}
