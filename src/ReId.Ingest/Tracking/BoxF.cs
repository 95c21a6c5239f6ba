using ReId.Contracts;

namespace ReId.Ingest.Tracking;

/// <summary>A box by its centre, because that is what moves.</summary>
internal readonly record struct BoxF(double CenterX, double CenterY, double Width, double Height)
{
    public static BoxF From(PixelBox box) =>
        new(box.X + (box.Width / 2.0), box.Y + (box.Height / 2.0), box.Width, box.Height);

    public BoxF Moved(double dx, double dy) => this with { CenterX = CenterX + dx, CenterY = CenterY + dy };

    /// <summary>With a margin on each side, as a share of its size.</summary>
    public BoxF Widened(double share) => Widened(Width * share, Height * share);

    /// <summary>With a margin on each side, in pixels.</summary>
    public BoxF Widened(double x, double y) => this with { Width = Width + (2 * x), Height = Height + (2 * y) };

    public double Iou(BoxF other)
    {
        var width = Shared(CenterX, Width, other.CenterX, other.Width);
        var height = Shared(CenterY, Height, other.CenterY, other.Height);
        var shared = width * height;
        return shared <= 0 ? 0 : shared / ((Width * Height) + (other.Width * other.Height) - shared);
    }

    private static double Shared(double a, double lengthA, double b, double lengthB) =>
        Math.Max(0, Math.Min(a + (lengthA / 2), b + (lengthB / 2)) - Math.Max(a - (lengthA / 2), b - (lengthB / 2)));
}
