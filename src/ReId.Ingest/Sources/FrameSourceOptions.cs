using ReId.Contracts;

namespace ReId.Ingest.Sources;

/// <summary>How a source is read.</summary>
public sealed record FrameSourceOptions
{
    // Three years: so that any rate above 0 gives a time that can be computed with.
    private const double LongestInterval = 1e8;

    /// <summary>Frames per second of footage to look at, taken by their time stamps; null for every frame.</summary>
    public double? Fps { get; init; }

    /// <summary>Name of the camera; null for the file's stem or the folder's name.</summary>
    public string? Camera { get; init; }

    /// <summary>
    /// Capture time of the first frame, UTC. Null for what the file system knows: a recorder closes a video when its
    /// last frame is written, so a video starts its duration before its last-write time; an image in a folder was
    /// captured at its own last-write time.
    /// </summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>
    /// Frames per second at which the images of a folder were captured, which makes the folder a sequence to track
    /// people through; null (the default) for pictures that stand alone.
    /// </summary>
    public double? FolderFps { get; init; }

    /// <summary>How patiently a camera is treated.</summary>
    public LiveOptions Live { get; init; } = new();

    internal void Validate()
    {
        Live.Validate();
        RequireRate(Fps, "fps");
        RequireRate(FolderFps, "folder-fps");
        if (Camera is not null && string.IsNullOrWhiteSpace(Camera))
        {
            throw new ReIdException("The camera's name is empty: give it a name, or leave the option out to use the file's.");
        }
    }

    /// <summary>Time between the frames that sampling leaves of footage of this rate.</summary>
    internal TimeSpan IntervalAt(double rate) =>
        TimeSpan.FromSeconds(Math.Min(LongestInterval, 1 / Math.Min(Fps ?? rate, rate)));

    private static void RequireRate(double? rate, string option)
    {
        if (rate is { } value && !(value > 0 && double.IsFinite(value)))
        {
            throw new ReIdException($"{option} is {value}, but it counts frames per second: a number above 0 would do.");
        }
    }
}
