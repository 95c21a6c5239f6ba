using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>A pixel position.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Point : IEquatable<Point>
{
    public int X;
    public int Y;

    public Point(int x, int y)
    {
        X = x;
        Y = y;
    }

    public static bool operator ==(Point lhs, Point rhs) => lhs.Equals(rhs);

    public static bool operator !=(Point lhs, Point rhs) => !lhs.Equals(rhs);

    public readonly bool Equals(Point other) => X == other.X && Y == other.Y;

    public override readonly bool Equals(object? obj) => obj is Point other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(X, Y);

    public override readonly string ToString() => $"(x:{X} y:{Y})";
}
