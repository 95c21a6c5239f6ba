namespace ReId.Ingest.Detection;

/// <summary>What a detector cannot do without.</summary>
public enum DetectorNeeds
{
    /// <summary>Only pictures.</summary>
    Nothing,

    /// <summary><see cref="PersonDetectorOptions.Weights"/>.</summary>
    Weights,

    /// <summary><see cref="PersonDetectorOptions.Boxes"/>.</summary>
    Boxes,
}
