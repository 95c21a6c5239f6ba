namespace OpenCvSharp;

/// <summary>Four letters that name a codec.</summary>
public readonly struct FourCC : IEquatable<FourCC>
{
    public const int MJPG = 0x47504A4D;

    public readonly int Value;

    public FourCC(int value) => Value = value;

    public static implicit operator int(FourCC fourcc) => fourcc.Value;

    public static implicit operator FourCC(int code) => new(code);

    public static bool operator ==(FourCC left, FourCC right) => left.Equals(right);

    public static bool operator !=(FourCC left, FourCC right) => !left.Equals(right);

    public bool Equals(FourCC other) => Value == other.Value;

    public override bool Equals(object? obj) => obj is FourCC other && Equals(other);

    public override int GetHashCode() => Value;
}
