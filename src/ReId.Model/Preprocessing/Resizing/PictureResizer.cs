using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ReId.Model.Preprocessing.Resizing;

/// <summary>
/// Resizes 8-bit BGR to RGB exactly as PIL resizes RGB: rows first, then columns, each rounded to 8 bits. OpenCV's own
/// resize does not antialias when it shrinks and differs by up to 84 grey levels. Its loops are compiled at their best
/// at once: what starts slowly and is replaced later would be felt by the first thousand pictures.
/// </summary>
internal static class PictureResizer
{
    private const int Channels = 3;
    private const int Lanes = 4;

    // Rows that are resized at once: weights are looked up once for all of them.
    private const int Block = 4;
    private const int Pixel = Block * Lanes;
    private const int Half = 1 << (ResizeTaps.FractionBits - 1);

    // source: BGR rows, step bytes apart; target: RGB, height × width × 3, without gaps.
    public static void Resize(
        ReadOnlySpan<byte> source, int sourceHeight, int sourceWidth, int step,
        Span<byte> target, int height, int width, IResizeFilter filter)
    {
        var row = width * Channels;
        var columns = ResizeTaps.Compute(sourceWidth, width, filter);
        var rows = ResizeTaps.Compute(sourceHeight, height, filter);
        // Four bytes are stored for the three of a pixel, so a row has one more; and whole blocks of rows are written.
        var stride = row + 1;
        var narrow = ArrayPool<byte>.Shared.Rent((sourceHeight + Block - 1) * stride);
        var wide = ArrayPool<int>.Shared.Rent(sourceWidth * Block * Lanes);
        try
        {
            for (var y = 0; y < sourceHeight; y += Block)
            {
                for (var i = 0; i < Block; i++)
                {
                    Widen(source.Slice(Math.Min(y + i, sourceHeight - 1) * step, sourceWidth * Channels), wide.AsSpan(i * Lanes));
                }

                ResizeRows(wide, narrow.AsSpan(y * stride), stride, columns);
            }

            for (var y = 0; y < height; y++)
            {
                var weights = rows.Weights(y);
                BlendRows(narrow.AsSpan(rows.First(y) * stride, weights.Length * stride), stride, weights, target.Slice(y * row, row));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(narrow);
            ArrayPool<int>.Shared.Return(wide);
        }
    }

    // One row into its place among the rows of a block: red, green, blue and a lane that nobody reads, for each pixel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen(ReadOnlySpan<byte> source, Span<int> wide)
    {
        var i = 0;
        for (; i <= source.Length - Vector128<byte>.Count; i += 4 * Channels)
        {
            // Four pixels of blue, green, red to red, green, blue and nothing (an index beyond 15 gives 0).
            var pixels = Vector128.Shuffle(
                Vector128.Create(source[i..]), Vector128.Create((byte)2, 1, 0, 255, 5, 4, 3, 255, 8, 7, 6, 255, 11, 10, 9, 255));
            var (low, high) = Vector128.Widen(pixels);
            var (first, second) = Vector128.Widen(low);
            var (third, fourth) = Vector128.Widen(high);
            ref var target = ref MemoryMarshal.GetReference(wide.Slice(i / Channels * Pixel, (3 * Pixel) + Lanes));
            first.AsInt32().StoreUnsafe(ref target);
            second.AsInt32().StoreUnsafe(ref target, Pixel);
            third.AsInt32().StoreUnsafe(ref target, 2 * Pixel);
            fourth.AsInt32().StoreUnsafe(ref target, 3 * Pixel);
        }

        for (; i < source.Length; i += Channels)
        {
            var target = wide.Slice(i / Channels * Pixel, Lanes);
            (target[0], target[1], target[2]) = (source[i + 2], source[i + 1], source[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ResizeRows(ReadOnlySpan<int> wide, Span<byte> target, int stride, ResizeTaps taps)
    {
        ref var first = ref MemoryMarshal.GetReference(target[..(Block * stride)]);
        for (var x = 0; x < taps.Count; x++)
        {
            var weights = taps.Weights(x);
            ref var pixels = ref MemoryMarshal.GetReference(wide.Slice(taps.First(x) * Pixel, weights.Length * Pixel));
            var upper = Vector256.Create(Half);
            var lower = upper;
            for (var k = 0; k < weights.Length; k++)
            {
                upper += Vector256.LoadUnsafe(ref pixels, (nuint)(k * Pixel)) * weights[k];
                lower += Vector256.LoadUnsafe(ref pixels, (nuint)((k * Pixel) + (Pixel / 2))) * weights[k];
            }

            var words = Vector256.NarrowWithSaturation(upper >> ResizeTaps.FractionBits, lower >> ResizeTaps.FractionBits);
            var bytes = Vector256.Max(words, Vector256<short>.Zero).AsUInt16();
            var rgb = Vector128.NarrowWithSaturation(bytes.GetLower(), bytes.GetUpper()).AsUInt32();
            // Four rows by name: an index that varies would send the vector through memory.
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref first, x * Channels), rgb.GetElement(0));
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref first, stride + (x * Channels)), rgb.GetElement(1));
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref first, (2 * stride) + (x * Channels)), rgb.GetElement(2));
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref first, (3 * stride) + (x * Channels)), rgb.GetElement(3));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BlendRows(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<int> weights, Span<byte> target)
    {
        var x = 0;
        for (; x <= target.Length - Vector256<byte>.Count; x += Vector256<byte>.Count)
        {
            BlendBlock(rows, stride, weights, target, x);
        }

        for (; x < target.Length; x++)
        {
            var sum = Half;
            for (var k = 0; k < weights.Length; k++)
            {
                sum += rows[(k * stride) + x] * weights[k];
            }

            target[x] = (byte)Math.Clamp(sum >> ResizeTaps.FractionBits, 0, 255);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BlendBlock(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<int> weights, Span<byte> target, int x)
    {
        ref var first = ref MemoryMarshal.GetReference(rows);
        var a = Vector256.Create(Half);
        var b = a;
        var c = a;
        var d = a;
        for (var k = 0; k < weights.Length; k++)
        {
            var bytes = Vector256.LoadUnsafe(ref first, (nuint)((k * stride) + x));
            var (low, high) = Vector256.Widen(bytes);
            var (lowest, lower) = Vector256.Widen(low);
            var (higher, highest) = Vector256.Widen(high);
            var weight = Vector256.Create(weights[k]);
            a += lowest.AsInt32() * weight;
            b += lower.AsInt32() * weight;
            c += higher.AsInt32() * weight;
            d += highest.AsInt32() * weight;
        }

        var front = Vector256.NarrowWithSaturation(a >> ResizeTaps.FractionBits, b >> ResizeTaps.FractionBits);
        var back = Vector256.NarrowWithSaturation(c >> ResizeTaps.FractionBits, d >> ResizeTaps.FractionBits);
        front = Vector256.Max(front, Vector256<short>.Zero);
        back = Vector256.Max(back, Vector256<short>.Zero);
        Vector256.NarrowWithSaturation(front.AsUInt16(), back.AsUInt16()).CopyTo(target[x..]);
    }
}
