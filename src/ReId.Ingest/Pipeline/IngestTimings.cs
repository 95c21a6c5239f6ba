namespace ReId.Ingest.Pipeline;

/// <summary>
/// Time spent in each stage. Decoding, the middle four and publishing overlap, so the sum may exceed
/// <see cref="Total"/>.
/// </summary>
/// <param name="Decode">Reading and decoding frames.</param>
/// <param name="Gate">Looking for motion.</param>
/// <param name="Detect">Finding people.</param>
/// <param name="Track">Joining detections to tracklets.</param>
/// <param name="Crop">Cutting, judging and encoding crops.</param>
/// <param name="Publish">Publishing them, waiting for the budget included.</param>
/// <param name="Total">From start to end.</param>
public sealed record IngestTimings(
    TimeSpan Decode, TimeSpan Gate, TimeSpan Detect, TimeSpan Track, TimeSpan Crop, TimeSpan Publish, TimeSpan Total);
