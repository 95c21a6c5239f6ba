namespace ReId.Index;

/// <summary>A stored vector with what clustering needs to know of its crop.</summary>
public sealed record GalleryVector
{
    /// <summary>The crop.</summary>
    public required Guid CropId { get; init; }

    /// <summary>Its tracklet.</summary>
    public required Guid TrackletId { get; init; }

    /// <summary>Name of its camera.</summary>
    public required string Camera { get; init; }

    /// <summary>When its frame was captured, UTC.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>The L2-normalised embedding.</summary>
    public required ReadOnlyMemory<float> Vector { get; init; }
}
