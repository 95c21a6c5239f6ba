namespace OpenCvSharp;

/// <summary>Depth and channel count of a matrix, packed as OpenCV packs them.</summary>
public readonly struct MatType : IEquatable<MatType>
{
    public const int CV_8U = 0;
    public const int CV_16U = 2;
    public const int CV_16S = 3;
    public const int CV_32F = 5;

    private const int ChannelShift = 3;
    private static readonly string[] s_depths = ["8U", "8S", "16U", "16S", "32S", "32F", "64F", "USRTYPE1"];
    private static readonly int[] s_bytes = [1, 1, 2, 2, 4, 4, 8, 2];

    public static readonly MatType CV_8UC1 = MakeType(CV_8U, 1);
    public static readonly MatType CV_8UC3 = MakeType(CV_8U, 3);
    public static readonly MatType CV_8UC4 = MakeType(CV_8U, 4);
    public static readonly MatType CV_16SC1 = MakeType(CV_16S, 1);
    public static readonly MatType CV_32FC1 = MakeType(CV_32F, 1);
    public static readonly MatType CV_32FC3 = MakeType(CV_32F, 3);

    public MatType(int value) => Value = value;

    public int Value { get; }

    public int Depth => Value & ((1 << ChannelShift) - 1);

    public int Channels => (Value >> ChannelShift) + 1;

    public static implicit operator int(MatType self) => self.Value;

    public static implicit operator MatType(int value) => new(value);

    public static bool operator ==(MatType self, MatType other) => self.Value == other.Value;

    public static bool operator !=(MatType self, MatType other) => self.Value != other.Value;

    public static MatType MakeType(int depth, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, 512);
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(depth, s_depths.Length - 1);
        return new MatType(depth | ((channels - 1) << ChannelShift));
    }

    internal static int BytesOf(int depth) => s_bytes[depth];

    public bool Equals(MatType other) => Value == other.Value;

    public override bool Equals(object? obj) => obj is MatType other && Equals(other);

    public override int GetHashCode() => Value;

    public override string ToString() => $"CV_{s_depths[Depth]}C{(Channels <= 4 ? Channels.ToString() : $"({Channels})")}";
}
