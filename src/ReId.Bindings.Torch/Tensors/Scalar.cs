using ReId.Bindings.Torch.Native;

namespace TorchSharp;

/// <summary>A number that operators take where they take a tensor.</summary>
public sealed class Scalar : IDisposable
{
    private Scalar(torch.ScalarType type, Argument boxed)
    {
        Type = type;
        Boxed = boxed;
    }

    public torch.ScalarType Type { get; }

    internal Argument Boxed { get; }

    public static implicit operator Scalar(byte value) => new(torch.ScalarType.Byte, (long)value);

    public static implicit operator Scalar(int value) => new(torch.ScalarType.Int32, value);

    public static implicit operator Scalar(long value) => new(torch.ScalarType.Int64, value);

    public static implicit operator Scalar(float value) => new(torch.ScalarType.Float32, (double)value);

    public static implicit operator Scalar(double value) => new(torch.ScalarType.Float64, value);

    public static implicit operator Scalar(bool value) => new(torch.ScalarType.Bool, value);

    /// <summary>Nothing to free here; upstream's scalar is a native object, and code written for it disposes it.</summary>
    public void Dispose()
    {
    }
}
