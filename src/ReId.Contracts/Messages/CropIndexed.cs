namespace ReId.Contracts.Messages;

/// <summary>A crop is durable in the gallery and can be found by a search. Published after the commit.</summary>
public sealed record CropIndexed
{
    /// <summary>The crop.</summary>
    public required Guid CropId { get; init; }

    /// <summary>Its tracklet.</summary>
    public required Guid TrackletId { get; init; }

    /// <summary>Its camera.</summary>
    public required string Camera { get; init; }

    /// <summary>When its frame was captured, UTC.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>Model of the vector that was indexed.</summary>
    public required string ModelId { get; init; }
}
