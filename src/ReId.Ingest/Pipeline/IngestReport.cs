namespace ReId.Ingest.Pipeline;

/// <summary>What an ingestion did.</summary>
public sealed record IngestReport
{
    /// <summary>Name of the camera.</summary>
    public required string Camera { get; init; }

    /// <summary>Frames looked at, after sampling.</summary>
    public required long Frames { get; init; }

    /// <summary>People found in them, false alarms that formed a tracklet included.</summary>
    public required long Detections { get; init; }

    /// <summary>Tracklets that gave crops.</summary>
    public required int Tracklets { get; init; }

    /// <summary>Crops published.</summary>
    public required int Crops { get; init; }

    /// <summary>Pictures that did not decode.</summary>
    public required int Skipped { get; init; }

    /// <summary>Frames that the motion gate kept from the detector.</summary>
    public long Still { get; init; }

    /// <summary>Frames of a camera that were dropped, oldest first, because the work behind them was slower.</summary>
    public long Dropped { get; init; }

    /// <summary>How often a camera was opened again.</summary>
    public int Reconnects { get; init; }

    /// <summary>What was wrong with the source, one sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Where the time went.</summary>
    public required IngestTimings Timings { get; init; }
}
