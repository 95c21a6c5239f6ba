using ReId.Bindings.Torch.Native;

namespace TorchSharp;

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this long value) => value;

    public static Scalar ToScalar(this float value) => value;

    public static Scalar ToScalar(this double value) => value;

    public static bool ToBoolean(this Scalar value) => value.ToDouble() != 0;

    public static int ToInt32(this Scalar value) => checked((int)value.ToInt64());

    public static long ToInt64(this Scalar value) =>
        value.Boxed.Tag == ValueTag.Double ? (long)value.ToDouble() : value.Boxed.Bits;

    public static float ToSingle(this Scalar value) => (float)value.ToDouble();

    public static double ToDouble(this Scalar value) =>
        value.Boxed.Tag == ValueTag.Double ? BitConverter.Int64BitsToDouble(value.Boxed.Bits) : value.Boxed.Bits;
}
