using ReId.Contracts;

namespace ReId.Index;

/// <summary>A stored crop without its picture and vectors.</summary>
public sealed record GalleryCrop
{
    /// <summary>The crop.</summary>
    public required Guid CropId { get; init; }

    /// <summary>Its tracklet: one uninterrupted track of one person in one camera.</summary>
    public required Guid TrackletId { get; init; }

    /// <summary>Name of its camera.</summary>
    public required string Camera { get; init; }

    /// <summary>When its frame was captured, UTC.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>Where in the source frame it was cut, pixels.</summary>
    public required PixelBox Box { get; init; }

    /// <summary>Its quality, 0 (useless) to 1 (perfect).</summary>
    public required float Quality { get; init; }

    /// <summary>Width of its picture, pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of its picture, pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Key of its picture in the blob store.</summary>
    public required string BlobKey { get; init; }
}
