namespace ReId.Index.Watching;

/// <summary>A crop that raised a watch.</summary>
/// <param name="Sequence">Rises with every hit.</param>
/// <param name="WatchId">The watch.</param>
/// <param name="CropId">The crop.</param>
/// <param name="Score">Cosine similarity of both.</param>
/// <param name="At">When it was noticed, UTC.</param>
public sealed record WatchHit(long Sequence, Guid WatchId, Guid CropId, float Score, DateTimeOffset At);
