using ReId.Contracts;

namespace ReId.Ingest.Detection;

/// <summary>What a detector may need from the user.</summary>
public sealed record PersonDetectorOptions
{
    /// <summary>ONNX file of the network, for the detectors that run one.</summary>
    public string? Weights { get; init; }

    /// <summary>File of boxes that were found before, for the detector that reads them.</summary>
    public string? Boxes { get; init; }

    /// <summary>
    /// Score (0 to 1) from which a detection is a person by itself; null for the detector's own
    /// (<see cref="IPersonDetector.Scores"/>). Weaker detections only continue the tracklet of somebody seen before.
    /// </summary>
    public float? Score { get; init; }

    internal void Validate()
    {
        if (Score is { } score && score is not (>= 0 and <= 1))
        {
            throw new ReIdException($"Detection: {nameof(Score)} is {score}, but a score lies between 0 and 1.");
        }
    }

    /// <summary>The detector's own scale, unless the user set a score.</summary>
    internal DetectorScores ScoresOr(DetectorScores own) => Score is { } score ? new DetectorScores(score, score) : own;
}
