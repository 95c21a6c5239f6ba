using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>An axis-aligned box in pixels; right and bottom edges are exclusive.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Rect : IEquatable<Rect>
{
    public int X;
    public int Y;
    public int Width;
    public int Height;

    public Rect(int x, int y, int width, int height)
    {
        X = x;
        Y = y;
        Width = width;
        Height = height;
    }

    public Rect(Point location, Size size)
        : this(location.X, location.Y, size.Width, size.Height)
    {
    }

    public readonly int Top => Y;

    public readonly int Bottom => Y + Height;

    public readonly int Left => X;

    public readonly int Right => X + Width;

    public readonly Size Size => new(Width, Height);

    public static bool operator ==(Rect lhs, Rect rhs) => lhs.Equals(rhs);

    public static bool operator !=(Rect lhs, Rect rhs) => !lhs.Equals(rhs);

    /// <summary>What two boxes share; empty when they are apart.</summary>
    public static Rect Intersect(Rect a, Rect b)
    {
        var left = Math.Max(a.X, b.X);
        var top = Math.Max(a.Y, b.Y);
        var right = Math.Min(a.Right, b.Right);
        var bottom = Math.Min(a.Bottom, b.Bottom);
        return right >= left && bottom >= top ? new Rect(left, top, right - left, bottom - top) : default;
    }

    public readonly Rect Intersect(Rect rect) => Intersect(this, rect);

    public readonly bool Equals(Rect other) =>
        X == other.X && Y == other.Y && Width == other.Width && Height == other.Height;

    public override readonly bool Equals(object? obj) => obj is Rect other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(X, Y, Width, Height);

    public override readonly string ToString() => $"(x:{X} y:{Y} width:{Width} height:{Height})";
}
