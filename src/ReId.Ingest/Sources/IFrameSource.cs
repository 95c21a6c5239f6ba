namespace ReId.Ingest.Sources;

/// <summary>Where frames come from: a video file, a folder of images. Read once, by one reader.</summary>
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

    /// <summary>What was wrong with the source so far, one sentence each.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>The frames in the order of their capture; each belongs to the caller.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<Frame> ReadAsync(CancellationToken cancellationToken);
}
