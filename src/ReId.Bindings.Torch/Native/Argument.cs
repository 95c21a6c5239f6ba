using TorchSharp;

namespace ReId.Bindings.Torch.Native;

/// <summary>An argument of an operator before it goes to native code: small values in place, others by reference.</summary>
internal readonly struct Argument
{
    private Argument(ValueTag tag, long bits, object? reference)
    {
        Tag = tag;
        Bits = bits;
        Reference = reference;
    }

    internal static Argument None => default;

    internal ValueTag Tag { get; }

    internal long Bits { get; }

    internal object? Reference { get; }

    public static implicit operator Argument(torch.Tensor? value) =>
        value is null ? None : new(ValueTag.Tensor, 0, value.NativeHandle);

    public static implicit operator Argument(ObjectHandle value) => new(ValueTag.Object, 0, value);

    public static implicit operator Argument(torch.Tensor[] value) => new(ValueTag.TensorList, 0, value);

    public static implicit operator Argument(int value) => new(ValueTag.Int, value, null);

    public static implicit operator Argument(long value) => new(ValueTag.Int, value, null);

    public static implicit operator Argument(long? value) => value is { } some ? some : None;

    public static implicit operator Argument(bool value) => new(ValueTag.Bool, value ? 1 : 0, null);

    public static implicit operator Argument(double value) =>
        new(ValueTag.Double, BitConverter.DoubleToInt64Bits(value), null);

    public static implicit operator Argument(double? value) => value is { } some ? some : None;

    public static implicit operator Argument(string? value) =>
        value is null ? None : new(ValueTag.String, 0, value);

    public static implicit operator Argument(long[]? value) =>
        value is null ? None : new(ValueTag.IntList, 0, value);

    public static implicit operator Argument(torch.ScalarType value) => new(ValueTag.Int, (long)value, null);

    public static implicit operator Argument(torch.ScalarType? value) => value is { } some ? some : None;

    public static implicit operator Argument(torch.Device? value) =>
        value is null ? None : new(ValueTag.Device, ((long)value.index << 32) | (uint)value.type, null);

    public static implicit operator Argument(Scalar? value) => value?.Boxed ?? None;

    /// <summary>A list in which a null stands for None, as the indices of <c>aten::index</c>.</summary>
    internal static Argument Optional(torch.Tensor?[] value) => new(ValueTag.OptionalTensorList, 0, value);
}
