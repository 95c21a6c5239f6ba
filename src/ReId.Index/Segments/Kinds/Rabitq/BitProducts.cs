using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ReId.Index.Segments.Kinds.Rabitq;

/// <summary>Looks the codes of 32 rows up in a query's tables.</summary>
internal static unsafe class BitProducts
{
    /// <summary>Rows of a block: their first bytes lie side by side, then their second ones, and so on.</summary>
    public const int Rows = 32;

    // As many sums of two looked-up bytes, at most 254 each, as 16 bits hold.
    private const int Run = 256;

    /// <summary>The sum of the steps of each row.</summary>
    /// <param name="block">Codes of 32 rows.</param>
    /// <param name="tables"><see cref="BitTables.Bytes"/>.</param>
    /// <param name="bytes">Bytes of a row's code.</param>
    /// <param name="steps">Takes 32 sums.</param>
    public static void Sum(byte* block, byte* tables, int bytes, int* steps)
    {
        new Span<int>(steps, Rows).Clear();
        var sums = stackalloc ushort[Rows];
        for (var first = 0; first < bytes; first += Run)
        {
            var count = Math.Min(Run, bytes - first);
            var codes = block + ((long)first * Rows);
            var sixteens = tables + ((long)first * 2 * BitTables.Sums);
            if (Avx2.IsSupported)
            {
                Wide(codes, sixteens, count, sums);
            }
            else
            {
                Narrow(codes, sixteens, count, sums);
                Narrow(codes + Vector128<byte>.Count, sixteens, count, sums + Vector128<byte>.Count);
            }

            for (var row = 0; row < Rows; row++)
            {
                steps[row] += sums[row];
            }
        }
    }

    private static void Wide(byte* codes, byte* tables, int bytes, ushort* sums)
    {
        var mask = Vector256.Create((byte)0x0F);
        var (even, odd) = (Vector256<ushort>.Zero, Vector256<ushort>.Zero);
        for (var i = 0; i < bytes; i++)
        {
            var code = Vector256.Load(codes + ((long)i * Rows));
            var low = Avx2.BroadcastVector128ToVector256(tables + ((long)i * 2 * BitTables.Sums));
            var high = Avx2.BroadcastVector128ToVector256(tables + ((((long)i * 2) + 1) * BitTables.Sums));
            var pair = (Avx2.Shuffle(low, code & mask)
                + Avx2.Shuffle(high, Vector256.ShiftRightLogical(code.AsUInt16(), 4).AsByte() & mask)).AsUInt16();
            even += pair & Vector256.Create((ushort)0x00FF);
            odd += Vector256.ShiftRightLogical(pair, 8);
        }

        for (var i = 0; i < Vector256<ushort>.Count; i++)
        {
            (sums[2 * i], sums[(2 * i) + 1]) = (even[i], odd[i]);
        }
    }

    // Half of the rows, on any processor: a shuffle of 16 bytes by bytes below 16 is the same everywhere.
    internal static void Narrow(byte* codes, byte* tables, int bytes, ushort* sums)
    {
        var mask = Vector128.Create((byte)0x0F);
        var (even, odd) = (Vector128<ushort>.Zero, Vector128<ushort>.Zero);
        for (var i = 0; i < bytes; i++)
        {
            var code = Vector128.Load(codes + ((long)i * Rows));
            var low = Vector128.Load(tables + ((long)i * 2 * BitTables.Sums));
            var high = Vector128.Load(tables + ((((long)i * 2) + 1) * BitTables.Sums));
            var pair = (Vector128.ShuffleNative(low, code & mask)
                + Vector128.ShuffleNative(high, Vector128.ShiftRightLogical(code.AsUInt16(), 4).AsByte() & mask)).AsUInt16();
            even += pair & Vector128.Create((ushort)0x00FF);
            odd += Vector128.ShiftRightLogical(pair, 8);
        }

        for (var i = 0; i < Vector128<ushort>.Count; i++)
        {
            (sums[2 * i], sums[(2 * i) + 1]) = (even[i], odd[i]);
        }
    }
}
