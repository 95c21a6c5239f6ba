using OpenCvSharp;

namespace ReId.Ingest.Sources;

/// <summary>One picture of one camera. Whoever receives it disposes it.</summary>
public sealed class Frame : IDisposable
{
    /// <summary>Creates a frame and takes over its image.</summary>
    /// <param name="camera">Name of the camera.</param>
    /// <param name="number">Position in the source, from 0, counting frames that sampling skipped.</param>
    /// <param name="timestamp">When it was captured, UTC.</param>
    /// <param name="image">8-bit BGR pixels.</param>
    public Frame(string camera, long number, DateTimeOffset timestamp, Mat image)
    {
        Camera = camera;
        Number = number;
        Timestamp = timestamp;
        Image = image;
    }

    /// <summary>Name of the camera.</summary>
    public string Camera { get; }

    /// <summary>Position in the source, from 0, counting frames that sampling skipped.</summary>
    public long Number { get; }

    /// <summary>When it was captured, UTC.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>8-bit BGR pixels.</summary>
    public Mat Image { get; }

    /// <inheritdoc/>
    public void Dispose() => Image.Dispose();
}
