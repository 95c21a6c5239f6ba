namespace OpenCvSharp;

/// <summary>Depth and channel count of a matrix, packed as OpenCV packs them.</summary>
public readonly struct MatType : IEquatable<MatType>
{
    public const int CV_8U = 0;
    public const int CV_8S = 1;
    public const int CV_16U = 2;
    public const int CV_16S = 3;
    public const int CV_32S = 4;
    public const int CV_32F = 5;
    public const int CV_64F = 6;
    public const int CV_USRTYPE1 = 7;

    public static readonly MatType CV_8UC1 = CV_8UC(1);
    public static readonly MatType CV_8UC2 = CV_8UC(2);
    public static readonly MatType CV_8UC3 = CV_8UC(3);
    public static readonly MatType CV_8UC4 = CV_8UC(4);
    public static readonly MatType CV_16SC1 = MakeType(CV_16S, 1);
    public static readonly MatType CV_32FC1 = CV_32FC(1);
    public static readonly MatType CV_32FC2 = CV_32FC(2);
    public static readonly MatType CV_32FC3 = CV_32FC(3);
    public static readonly MatType CV_32FC4 = CV_32FC(4);
    public static readonly MatType CV_64FC1 = MakeType(CV_64F, 1);

    private const int ChannelShift = 3;
    private static readonly string[] s_depths = ["8U", "8S", "16U", "16S", "32S", "32F", "64F", "USRTYPE1"];

    public MatType(int value) => Value = value;

    public int Value { get; }

    public int Depth => Value & ((1 << ChannelShift) - 1);

    public int Channels => (Value >> ChannelShift) + 1;

    public static implicit operator int(MatType self) => self.Value;

    public static implicit operator MatType(int value) => new(value);

    public static bool operator ==(MatType self, MatType other) => self.Value == other.Value;

    public static bool operator !=(MatType self, MatType other) => self.Value != other.Value;

    public static MatType CV_8UC(int ch) => MakeType(CV_8U, ch);

    public static MatType CV_32FC(int ch) => MakeType(CV_32F, ch);

    public static MatType MakeType(int depth, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, 512);
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(depth, CV_USRTYPE1);
        return new MatType(depth | ((channels - 1) << ChannelShift));
    }

    public bool Equals(MatType other) => Value == other.Value;

    public override bool Equals(object? obj) => obj is MatType other && Equals(other);

    public override int GetHashCode() => Value;

    public override string ToString() => $"CV_{s_depths[Depth]}C{(Channels <= 4 ? Channels.ToString() : $"({Channels})")}";
}
