namespace OpenCvSharp;

/// <summary>Backends that read and write video.</summary>
public enum VideoCaptureAPIs
{
    ANY = 0,
    V4L2 = 200,
    FFMPEG = 1900,
}
