using OpenCvSharp;
using ReId.Contracts;

namespace ReId.Ingest.Detection;

/// <summary>How much two boxes share.</summary>
internal static class Overlap
{
    /// <summary>Intersection over union, 0 to 1.</summary>
    public static double Iou(Rect a, Rect b)
    {
        var shared = Area(a.Intersect(b));
        return shared == 0 ? 0 : shared / (Area(a) + Area(b) - shared);
    }

    /// <summary>Share of the smaller box that lies inside the other, 0 to 1.</summary>
    public static double OfSmaller(Rect a, Rect b)
    {
        var shared = Area(a.Intersect(b));
        return shared == 0 ? 0 : shared / Math.Min(Area(a), Area(b));
    }

    public static Rect ToRect(this PixelBox box) => new(box.X, box.Y, box.Width, box.Height);

    private static double Area(Rect r) => (double)r.Width * r.Height;
}
