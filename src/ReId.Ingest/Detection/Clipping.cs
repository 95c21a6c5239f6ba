using OpenCvSharp;
using ReId.Contracts;

namespace ReId.Ingest.Detection;

/// <summary>Boxes that a detector places beside the frame, brought into it.</summary>
internal static class Clipping
{
    /// <summary>The part of a box that lies in the frame, in whole pixels; empty where there is none.</summary>
    /// <param name="frame">Size of the frame.</param>
    /// <param name="x1">Left edge.</param>
    /// <param name="y1">Upper edge.</param>
    /// <param name="x2">Right edge.</param>
    /// <param name="y2">Lower edge.</param>
    public static PixelBox Inside(Size frame, double x1, double y1, double x2, double y2)
    {
        var left = Whole(x1, frame.Width);
        var top = Whole(y1, frame.Height);
        return new PixelBox(left, top, Whole(x2, frame.Width) - left, Whole(y2, frame.Height) - top);
    }

    // What is no number ends at 0, so that the box is empty.
    private static int Whole(double value, int length) => double.IsNaN(value) ? 0 : (int)Math.Round(Math.Clamp(value, 0, length));
}
