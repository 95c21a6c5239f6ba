using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ReId.Model.Preprocessing.Resizing;

/// <summary>
/// Resizes 8-bit BGR to RGB exactly as PIL resizes RGB: rows first, then columns, each rounded to 8 bits. OpenCV's own
/// resize does not antialias when it shrinks and differs by up to 84 grey levels.
/// </summary>
internal static class PictureResizer
{
    private const int Channels = 3;
    private const int Half = 1 << (ResizeTaps.FractionBits - 1);

    // source: BGR rows, step bytes apart; target: RGB, height × width × 3, without gaps.
    public static void Resize(
        ReadOnlySpan<byte> source, int sourceHeight, int sourceWidth, int step,
        Span<byte> target, int height, int width, IResizeFilter filter)
    {
        var row = width * Channels;
        var columns = ResizeTaps.Compute(sourceWidth, width, filter);
        var rows = ResizeTaps.Compute(sourceHeight, height, filter);
        var narrow = ArrayPool<byte>.Shared.Rent(sourceHeight * row);
        // One pixel is loaded as four bytes, so the last pixel of a row needs a byte behind it.
        var padded = ArrayPool<byte>.Shared.Rent((sourceWidth * Channels) + 1);
        try
        {
            for (var y = 0; y < sourceHeight; y++)
            {
                source.Slice(y * step, sourceWidth * Channels).CopyTo(padded);
                ResizeRow(padded, narrow.AsSpan(y * row, row), columns, width);
            }

            for (var y = 0; y < height; y++)
            {
                BlendRows(
                    narrow.AsSpan(rows.First(y) * row, rows.Width * row), rows.Weights(y), target.Slice(y * row, row));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(narrow);
            ArrayPool<byte>.Shared.Return(padded);
        }
    }

    // The lanes of a vector are the channels of a pixel; the fourth is the next pixel's first and is dropped.
    private static void ResizeRow(ReadOnlySpan<byte> source, Span<byte> target, ResizeTaps taps, int width)
    {
        for (var x = 0; x < width; x++)
        {
            var weights = taps.Weights(x);
            var pixels = source[(taps.First(x) * Channels)..];
            var sum = Vector128.Create(Half);
            for (var k = 0; k < weights.Length; k++)
            {
                var packed = Vector128.CreateScalar(MemoryMarshal.Read<uint>(pixels[(k * Channels)..])).AsByte();
                var pixel = Vector128.WidenLower(Vector128.WidenLower(packed)).AsInt32();
                sum += pixel * weights[k];
            }

            sum >>= ResizeTaps.FractionBits;
            sum = Vector128.Min(Vector128.Max(sum, Vector128<int>.Zero), Vector128.Create(255));
            target[x * Channels] = (byte)sum[2];
            target[(x * Channels) + 1] = (byte)sum[1];
            target[(x * Channels) + 2] = (byte)sum[0];
        }
    }

    private static void BlendRows(ReadOnlySpan<byte> rows, ReadOnlySpan<int> weights, Span<byte> target)
    {
        var x = 0;
        for (; x <= target.Length - Vector128<byte>.Count; x += Vector128<byte>.Count)
        {
            BlendSixteen(rows, weights, target, x);
        }

        for (; x < target.Length; x++)
        {
            var sum = Half;
            for (var k = 0; k < weights.Length; k++)
            {
                sum += rows[(k * target.Length) + x] * weights[k];
            }

            target[x] = (byte)Math.Clamp(sum >> ResizeTaps.FractionBits, 0, 255);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BlendSixteen(ReadOnlySpan<byte> rows, ReadOnlySpan<int> weights, Span<byte> target, int x)
    {
        var a = Vector128.Create(Half);
        var b = a;
        var c = a;
        var d = a;
        for (var k = 0; k < weights.Length; k++)
        {
            var bytes = Vector128.Create(rows.Slice((k * target.Length) + x, Vector128<byte>.Count));
            var (low, high) = Vector128.Widen(bytes);
            var (first, second) = Vector128.Widen(low);
            var (third, fourth) = Vector128.Widen(high);
            var weight = Vector128.Create(weights[k]);
            a += first.AsInt32() * weight;
            b += second.AsInt32() * weight;
            c += third.AsInt32() * weight;
            d += fourth.AsInt32() * weight;
        }

        var lower = Vector128.NarrowWithSaturation(a >> ResizeTaps.FractionBits, b >> ResizeTaps.FractionBits);
        var upper = Vector128.NarrowWithSaturation(c >> ResizeTaps.FractionBits, d >> ResizeTaps.FractionBits);
        lower = Vector128.Max(lower, Vector128<short>.Zero);
        upper = Vector128.Max(upper, Vector128<short>.Zero);
        Vector128.NarrowWithSaturation(lower.AsUInt16(), upper.AsUInt16()).CopyTo(target[x..]);
    }
}
