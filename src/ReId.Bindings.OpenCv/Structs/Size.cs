using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>Width and height in pixels.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Size : IEquatable<Size>
{
    public int Width;
    public int Height;

    public Size(int width, int height)
    {
        Width = width;
        Height = height;
    }

    public Size(double width, double height)
        : this((int)width, (int)height)
    {
    }

    public static bool operator ==(Size lhs, Size rhs) => lhs.Equals(rhs);

    public static bool operator !=(Size lhs, Size rhs) => !lhs.Equals(rhs);

    public readonly bool Equals(Size other) => Width == other.Width && Height == other.Height;

    public override readonly bool Equals(object? obj) => obj is Size other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(Width, Height);

    public override readonly string ToString() => $"(width:{Width} height:{Height})";
}
