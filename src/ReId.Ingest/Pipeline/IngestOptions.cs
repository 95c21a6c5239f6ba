using ReId.Ingest.Cropping;
using ReId.Ingest.Detection;
using ReId.Ingest.Tracking;

namespace ReId.Ingest.Pipeline;

/// <summary>How a source is ingested; the defaults are the demo's.</summary>
public sealed record IngestOptions
{
    /// <summary>Name of the person detector.</summary>
    public string Detector { get; init; } = "hog";

    /// <summary>What the detector needs: weights, boxes, a score.</summary>
    public PersonDetectorOptions Detection { get; init; } = new();

    /// <summary>Name of the tracker, for sources whose frames follow each other.</summary>
    public string Tracker { get; init; } = "bytetrack";

    /// <summary>How detections become tracklets.</summary>
    public TrackerOptions Tracking { get; init; } = new();

    /// <summary>Which crops of a tracklet are published.</summary>
    public CropOptions Cropping { get; init; } = new();

    /// <summary>
    /// Whether frames without motion are kept from the detector; null (the default) for cameras only: an hour of footage
    /// is looked at completely.
    /// </summary>
    public bool? MotionGate { get; init; }

    internal void Validate()
    {
        Detection.Validate();
        Tracking.Validate();
        Cropping.Validate();
    }
}
