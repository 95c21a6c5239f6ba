namespace ReId.Model.Evaluation.Ranking;

/// <summary>Whole numbers that are ordered as float32 values are.</summary>
internal static class FloatOrder
{
    private const uint Sign = 0x8000_0000;

    /// <summary>The number of a value, not NaN.</summary>
    public static uint Key(float value)
    {
        // Adding 0 makes −0 equal to 0, as comparing floats does.
        var bits = BitConverter.SingleToUInt32Bits(value + 0f);
        return (bits & Sign) == 0 ? bits | Sign : ~bits;
    }

    /// <summary>The value of a number.</summary>
    public static float Value(uint key) => BitConverter.UInt32BitsToSingle((key & Sign) != 0 ? key & ~Sign : ~key);
}
