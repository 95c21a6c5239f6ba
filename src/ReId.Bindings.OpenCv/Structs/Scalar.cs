using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>Up to four channel values, in the order of the image: blue, green, red for colour images.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Scalar : IEquatable<Scalar>
{
    public double Val0;
    public double Val1;
    public double Val2;
    public double Val3;

    public Scalar(double v0)
        : this(v0, 0, 0, 0)
    {
    }

    public Scalar(double v0, double v1)
        : this(v0, v1, 0, 0)
    {
    }

    public Scalar(double v0, double v1, double v2)
        : this(v0, v1, v2, 0)
    {
    }

    public Scalar(double v0, double v1, double v2, double v3)
    {
        Val0 = v0;
        Val1 = v1;
        Val2 = v2;
        Val3 = v3;
    }

    public readonly double this[int i] => i switch
    {
        0 => Val0,
        1 => Val1,
        2 => Val2,
        3 => Val3,
        _ => throw new ArgumentOutOfRangeException(nameof(i)),
    };

    public static implicit operator Scalar(double val) => new(val);

    public static bool operator ==(Scalar s1, Scalar s2) => s1.Equals(s2);

    public static bool operator !=(Scalar s1, Scalar s2) => !s1.Equals(s2);

    /// <summary>The same value in all four channels.</summary>
    public static Scalar All(double v) => new(v, v, v, v);

    public readonly bool Equals(Scalar other) =>
        Val0.Equals(other.Val0) && Val1.Equals(other.Val1) && Val2.Equals(other.Val2) && Val3.Equals(other.Val3);

    public override readonly bool Equals(object? obj) => obj is Scalar other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(Val0, Val1, Val2, Val3);

    public override readonly string ToString() => $"[{Val0}, {Val1}, {Val2}, {Val3}]";
}
