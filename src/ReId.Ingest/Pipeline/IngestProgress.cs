namespace ReId.Ingest.Pipeline;

/// <summary>How far an ingestion is; reported after every frame.</summary>
/// <param name="Camera">Name of the camera.</param>
/// <param name="Frames">Frames looked at.</param>
/// <param name="ExpectedFrames">Frames there will be, as far as the source can tell; null when it cannot.</param>
/// <param name="Detections">People found in them.</param>
/// <param name="Crops">Crops published.</param>
public readonly record struct IngestProgress(string Camera, long Frames, long? ExpectedFrames, long Detections, int Crops);
