namespace OpenCvSharp;

/// <summary>Four letters that name a codec.</summary>
public readonly struct FourCC : IEquatable<FourCC>
{
    public const int MJPG = 0x47504A4D;
    public const int MP4V = 0x5634504D;
    public const int XVID = 0x44495658;

    public readonly int Value;

    public FourCC(int value) => Value = value;

    public static implicit operator int(FourCC fourcc) => fourcc.Value;

    public static implicit operator FourCC(int code) => new(code);

    public static bool operator ==(FourCC left, FourCC right) => left.Equals(right);

    public static bool operator !=(FourCC left, FourCC right) => !left.Equals(right);

    public static FourCC FromFourChars(char c1, char c2, char c3, char c4) =>
        new((c1 & 255) | ((c2 & 255) << 8) | ((c3 & 255) << 16) | ((c4 & 255) << 24));

    public static FourCC FromString(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Length == 4
            ? FromFourChars(code[0], code[1], code[2], code[3])
            : throw new ArgumentException($"a codec's name has four letters, \"{code}\" has {code.Length}", nameof(code));
    }

    public bool Equals(FourCC other) => Value == other.Value;

    public override bool Equals(object? obj) => obj is FourCC other && Equals(other);

    public override int GetHashCode() => Value;
}
