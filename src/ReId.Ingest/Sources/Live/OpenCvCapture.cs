using OpenCvSharp;
using ReId.Ingest.Sources.Formats;

namespace ReId.Ingest.Sources.Live;

/// <summary>
/// A camera through OpenCV. Motion JPEG is taken as bytes and decoded here: frames that sampling leaves out then cost
/// nothing, and a change of resolution is seen, which OpenCV 4.6 would show as a torn picture.
/// </summary>
internal sealed class OpenCvCapture : ILiveCapture
{
    // Set when a capture is opened; OpenCvSharp's enumeration ends before them.
    private const int OpenTimeout = 53;
    private const int ReadTimeout = 54;

    // "mjpe", which OpenCV makes of the codec's name where the container has no code of its own.
    private const int MjpegByName = 'm' | 'j' << 8 | 'p' << 16 | 'e' << 24;

    private readonly VideoCapture _capture;
    private readonly bool _isJpeg;

    private OpenCvCapture(VideoCapture capture)
    {
        _capture = capture;
        var codec = (int)capture.Get(VideoCaptureProperties.FourCC);
        _isJpeg = codec is MjpegByName or FourCC.MJPG && capture.Set(VideoCaptureProperties.Format, -1);
    }

    /// <summary>Opens the camera; null when that fails.</summary>
    public static OpenCvCapture? Open(CameraAddress address, TimeSpan timeout)
    {
        var patience = (int)Math.Min(int.MaxValue, timeout.TotalMilliseconds);
        var capture = address.Url is { } url
            ? new VideoCapture(url, VideoCaptureAPIs.FFMPEG, [OpenTimeout, patience, ReadTimeout, patience])
            : new VideoCapture(address.Index, VideoCaptureAPIs.V4L2);
        if (capture.IsOpened())
        {
            return new OpenCvCapture(capture);
        }

        capture.Dispose();
        return null;
    }

    public bool Grab() => _capture.Grab();

    public Mat? Retrieve()
    {
        var image = new Mat();
        if (!_capture.Retrieve(image) || image.Empty())
        {
            image.Dispose();
            return null;
        }

        return _isJpeg ? Decode(image) : image;
    }

    public void Dispose() => _capture.Dispose();

    private static Mat? Decode(Mat packet)
    {
        using (packet)
        {
            var bytes = new byte[packet.Total() * packet.ElemSize()];
            System.Runtime.InteropServices.Marshal.Copy(packet.Data, bytes, 0, bytes.Length);
            if (ImageBytes.Flaw(bytes) is not null)
            {
                return null;
            }

            var image = Cv2.ImDecode(bytes, ImreadModes.Color);
            if (!image.Empty())
            {
                return image;
            }

            image.Dispose();
            return null;
        }
    }
}
