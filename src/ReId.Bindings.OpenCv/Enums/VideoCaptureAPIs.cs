namespace OpenCvSharp;

/// <summary>Backends that read and write video.</summary>
public enum VideoCaptureAPIs
{
    ANY = 0,
    GSTREAMER = 1800,
    FFMPEG = 1900,
    IMAGES = 2000,
    OPENCV_MJPEG = 2200,
}
