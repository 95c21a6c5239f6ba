using System.Runtime.InteropServices;
using OpenCvSharp;

namespace ReId.Ingest.Motion;

/// <summary>
/// Keeps the frames of an empty scene from the detector. A small grey copy of each frame is compared with a learned
/// background (MOG2); the gate stays open for a while after motion and after people were seen, because somebody who
/// stands still becomes background, and opens for one frame now and then whatever the background says.
/// </summary>
internal sealed class MotionGate : IDisposable
{
    private const int Width = 160;

    // Of 160 × 90 pixels a person far away covers about forty; noise leaves single ones.
    private const int EnoughPixels = 10;
    private const double LearningSeconds = 20;
    private static readonly TimeSpan s_hold = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_recheck = TimeSpan.FromSeconds(30);

    private BackgroundSubtractorMOG2 _background = New();
    private DateTimeOffset? _last;
    private DateTimeOffset _openUntil;
    private DateTimeOffset _checked;
    private byte[] _mask = [];

    /// <summary>Whether the detector should see this frame.</summary>
    public bool IsOpen(Mat image, DateTimeOffset at)
    {
        var moved = Moved(image, at);
        if (moved)
        {
            KeepOpen(at);
        }

        var open = at <= _openUntil || at - _checked >= s_recheck;
        if (open)
        {
            _checked = at;
        }

        return open;
    }

    /// <summary>Says that somebody is there, moving or not.</summary>
    public void KeepOpen(DateTimeOffset at) => _openUntil = at + s_hold;

    /// <summary>Forgets the background, for another picture.</summary>
    public void Reset()
    {
        _background.Dispose();
        _background = New();
        _last = null;
    }

    public void Dispose() => _background.Dispose();

    private static BackgroundSubtractorMOG2 New() => BackgroundSubtractorMOG2.Create(500, 25, false);

    private bool Moved(Mat image, DateTimeOffset at)
    {
        var height = Math.Max(1, image.Height * Width / image.Width);
        using var small = Shrink(image, height);
        using var grey = small.CvtColor(ColorConversionCodes.BGR2GRAY);
        using var mask = new Mat();
        var first = _last is null;
        var rate = first ? 1 : 1 - Math.Exp(-Math.Max(0, (at - _last!.Value).TotalSeconds) / LearningSeconds);
        _last = at;
        _background.Apply(grey, mask, rate);
        if (first)
        {
            // Nothing is learned yet, and somebody may stand there already.
            return true;
        }

        if (_mask.Length != Width * height)
        {
            _mask = new byte[Width * height];
        }

        Marshal.Copy(mask.Data, _mask, 0, _mask.Length);
        return HasCluster(_mask, Width);
    }

    /// <summary>
    /// In two steps: averaging all two million pixels of a 1080p frame would cost as much as decoding it, while four of
    /// them for each pixel of a copy that is then averaged calm the noise nearly as well.
    /// </summary>
    private static Mat Shrink(Mat image, int height)
    {
        if (image.Width <= 4 * Width)
        {
            return image.Resize(new Size(Width, height), 0, 0, InterpolationFlags.Area);
        }

        using var half = image.Resize(new Size(2 * Width, 2 * height), 0, 0, InterpolationFlags.Linear);
        return half.Resize(new Size(Width, height), 0, 0, InterpolationFlags.Area);
    }

    /// <summary>Whether enough pixels differ that have neighbours which do.</summary>
    private static bool HasCluster(byte[] mask, int width)
    {
        var count = 0;
        for (var i = width; i < mask.Length - width; i++)
        {
            if (mask[i] != 0 && (mask[i - 1] | mask[i + 1]) != 0 && (mask[i - width] | mask[i + width]) != 0 && ++count >= EnoughPixels)
            {
                return true;
            }
        }

        return false;
    }
}
