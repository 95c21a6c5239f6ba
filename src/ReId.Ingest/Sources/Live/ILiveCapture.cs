using OpenCvSharp;

namespace ReId.Ingest.Sources.Live;

/// <summary>An open camera. Its calls may block for ever; they are all made by one thread.</summary>
internal interface ILiveCapture : IDisposable
{
    /// <summary>Waits for the next frame; false when the stream ended or stalled.</summary>
    bool Grab();

    /// <summary>The frame's pixels, which the caller owns; null when it does not decode.</summary>
    Mat? Retrieve();
}
