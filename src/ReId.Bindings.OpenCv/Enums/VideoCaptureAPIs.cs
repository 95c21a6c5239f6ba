namespace OpenCvSharp;

/// <summary>Backends that read and write video.</summary>
public enum VideoCaptureAPIs
{
    ANY = 0,
}
