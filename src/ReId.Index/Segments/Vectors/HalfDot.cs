using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ReId.Index.Segments.Vectors;

/// <summary>
/// Inner products of a float32 query with float16 rows. A float16's bits, moved 13 places up, are a float32 that is
/// 2^-112 times as large (the difference of the biases), subnormal numbers included; so the query is multiplied by
/// 2^112 once instead of every row being converted.
/// </summary>
internal static unsafe class HalfDot
{
    private const float Rescale = 5192296858534827628530496329220096f; // 2^112
    private const int Mask = unchecked((int)0x8FFFE000); // Sign, exponent and mantissa of the moved number.

    /// <summary>The query as <see cref="Of"/> wants it.</summary>
    public static float[] Prepare(ReadOnlySpan<float> query)
    {
        var prepared = new float[query.Length];
        for (var i = 0; i < prepared.Length; i++)
        {
            prepared[i] = query[i] * Rescale;
        }

        return prepared;
    }

    public static float Of(float* prepared, ushort* row, int dimension)
    {
        if (Avx512F.IsSupported)
        {
            return Wide(prepared, row, dimension);
        }

        return Avx2.IsSupported && Fma.IsSupported
            ? Middle(prepared, row, dimension)
            : Plain(prepared, row, 0, dimension);
    }

    internal static float Wide(float* prepared, ushort* row, int dimension)
    {
        var mask = Vector512.Create(Mask);
        var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        var i = 0;
        for (; i <= dimension - 64; i += 64)
        {
            a = Avx512F.FusedMultiplyAdd(Sixteen(row + i, mask), Vector512.Load(prepared + i), a);
            b = Avx512F.FusedMultiplyAdd(Sixteen(row + i + 16, mask), Vector512.Load(prepared + i + 16), b);
            c = Avx512F.FusedMultiplyAdd(Sixteen(row + i + 32, mask), Vector512.Load(prepared + i + 32), c);
            d = Avx512F.FusedMultiplyAdd(Sixteen(row + i + 48, mask), Vector512.Load(prepared + i + 48), d);
        }

        for (; i <= dimension - 16; i += 16)
        {
            a = Avx512F.FusedMultiplyAdd(Sixteen(row + i, mask), Vector512.Load(prepared + i), a);
        }

        return Vector512.Sum(a + b + (c + d)) + Plain(prepared, row, i, dimension);
    }

    internal static float Middle(float* prepared, ushort* row, int dimension)
    {
        var mask = Vector256.Create(Mask);
        var (a, b) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var i = 0;
        for (; i <= dimension - 16; i += 16)
        {
            a = Fma.MultiplyAdd(Eight(row + i, mask), Vector256.Load(prepared + i), a);
            b = Fma.MultiplyAdd(Eight(row + i + 8, mask), Vector256.Load(prepared + i + 8), b);
        }

        return Vector256.Sum(a + b) + Plain(prepared, row, i, dimension);
    }

    internal static float Plain(float* prepared, ushort* row, int from, int to)
    {
        var sum = 0f;
        for (var i = from; i < to; i++)
        {
            sum += BitConverter.Int32BitsToSingle(((short)row[i] << 13) & Mask) * prepared[i];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Sixteen(ushort* row, Vector512<int> mask) => (Avx512F.ShiftLeftLogical(
        Avx512F.ConvertToVector512Int32(Vector256.Load((short*)row)), 13) & mask).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Eight(ushort* row, Vector256<int> mask) => (Avx2.ShiftLeftLogical(
        Avx2.ConvertToVector256Int32(Vector128.Load((short*)row)), 13) & mask).AsSingle();
}
