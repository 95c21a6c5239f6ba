using ReId.Contracts;

namespace ReId.Ingest.Cropping;

/// <summary>A crop on its way to the bus.</summary>
public sealed record CapturedCrop
{
    /// <summary>UUIDv7 of the crop.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Name of the camera.</summary>
    public required string Camera { get; init; }

    /// <summary>UUIDv7 of the tracklet.</summary>
    public required Guid TrackletId { get; init; }

    /// <summary>When the frame was captured, UTC.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>Where in the frame it was cut; its size is the picture's size.</summary>
    public required PixelBox Box { get; init; }

    /// <summary>Quality, 0 (useless) to 1 (perfect).</summary>
    public required float Quality { get; init; }

    /// <summary>The picture, a JPEG file.</summary>
    public required byte[] Jpeg { get; init; }
}
