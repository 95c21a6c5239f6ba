namespace ReId.Ingest.Sources;

/// <summary>Where frames come from: a video file, a folder of images, a camera. Read once, by one reader.</summary>
public interface IFrameSource : IDisposable
{
    /// <summary>Name of the camera that every frame carries.</summary>
    string Camera { get; }

    /// <summary>
    /// Whether frames follow each other closely enough to track people from one to the next; otherwise every picture
    /// stands alone.
    /// </summary>
    bool IsSequence { get; }

    /// <summary>Time from one frame to the next, after sampling, as far as it is even; zero when pictures stand alone.</summary>
    TimeSpan Interval { get; }

    /// <summary>How many frames will come, as far as the source can tell; null when it cannot.</summary>
    long? ExpectedFrames { get; }

    /// <summary>Pictures that did not decode so far.</summary>
    int Skipped { get; }

    /// <summary>Whether it is a camera: it never ends by itself and does not wait for its reader.</summary>
    bool IsLive => false;

    /// <summary>Frames that a slow reader cost so far; 0 for footage, which waits.</summary>
    long Dropped => 0;

    /// <summary>How often the camera was opened again.</summary>
    int Reconnects => 0;

    /// <summary>What a camera is doing, in a few words; null for footage.</summary>
    string? State => null;

    /// <summary>Ends a camera's reading: the frames read so far are the last. Footage is ended by cancelling.</summary>
    void Stop()
    {
    }

    /// <summary>What was wrong with the source so far, one sentence each.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>The frames in the order of their capture; each belongs to the caller.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<Frame> ReadAsync(CancellationToken cancellationToken);
}
