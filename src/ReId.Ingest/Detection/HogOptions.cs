namespace ReId.Ingest.Detection;

/// <summary>How the HOG detector searches; the defaults suit people of 60 to 500 pixels in a frame of 768 × 576.</summary>
internal sealed record HogOptions
{
    /// <summary>
    /// Pixels of the picture that is searched: frames are scaled to this area, so that a frame costs the same whatever
    /// the camera's resolution, and people far away in a small one become large enough for the 64 × 128 window.
    /// </summary>
    public int WorkingArea { get; init; } = 960 * 720;

    /// <summary>Greatest enlargement on the way there: beyond it only blur is added.</summary>
    public double MaxEnlargement { get; init; } = 2;

    /// <summary>Step between window sizes.</summary>
    public double ScaleStep { get; init; } = 1.15;

    /// <summary>Distance from the SVM's plane at which a window counts.</summary>
    public double HitThreshold { get; init; }

    /// <summary>Overlap (IoU) above which windows mean the same person.</summary>
    public double SamePerson { get; init; } = 0.4;

    /// <summary>Share of the smaller box inside the other above which the weaker one is a part, not a person.</summary>
    public double PartOfPerson { get; init; } = 0.7;

    /// <summary>A lone window must be this far from the plane; with company around it <see cref="GroupThreshold"/> is enough.</summary>
    public double LoneThreshold { get; init; } = 0.8;

    /// <summary>What the best window of a group must reach.</summary>
    public double GroupThreshold { get; init; } = 0.3;

    /// <summary>
    /// What is cut off each side of a window, as a share of its width: the SVM was trained on windows with a margin
    /// around the person.
    /// </summary>
    public double TrimX { get; init; } = 0.16;

    /// <summary>What is cut off top and bottom, as a share of the window's height.</summary>
    public double TrimY { get; init; } = 0.07;
}
