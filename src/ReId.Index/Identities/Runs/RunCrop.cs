namespace ReId.Index.Identities;

/// <summary>A crop as a run sees it.</summary>
/// <param name="CropId">The crop.</param>
/// <param name="TrackletId">Its tracklet.</param>
/// <param name="Camera">Its camera.</param>
/// <param name="CapturedAt">When its frame was captured.</param>
/// <param name="Identity">The identity it carries now.</param>
/// <param name="Vector">Its L2-normalised vector.</param>
internal sealed record RunCrop(
    Guid CropId, Guid TrackletId, string Camera, DateTimeOffset CapturedAt, Guid? Identity, ReadOnlyMemory<float> Vector);
