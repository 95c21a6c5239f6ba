using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ReId.Model.Embedding;

namespace ReId.Model.Preprocessing;

/// <summary>
/// 8-bit RGB pixels side by side (H×W×3) into normalised float planes (3×H×W): (x/255 − mean)/std as one multiplication
/// and one addition, sixteen pixels at a time.
/// </summary>
internal sealed class PixelNormaliser
{
    private const int Lanes = 16;

    private readonly float[] _scale = new float[PixelBatch.Channels];
    private readonly float[] _shift = new float[PixelBatch.Channels];

    /// <summary>Creates a normaliser for a model's channel statistics.</summary>
    public PixelNormaliser(ModelInfo model)
    {
        for (var c = 0; c < PixelBatch.Channels; c++)
        {
            _scale[c] = 1 / (255 * model.Std[c]);
            _shift[c] = -model.Mean[c] / model.Std[c];
        }
    }

    /// <summary>Normalises one picture.</summary>
    /// <param name="pixels">H·W·3 bytes.</param>
    /// <param name="planes">Room for 3·H·W values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(ReadOnlySpan<byte> pixels, Span<float> planes)
    {
        var count = pixels.Length / PixelBatch.Channels;
        ArgumentOutOfRangeException.ThrowIfNotEqual(planes.Length, pixels.Length);
        var i = 0;
        for (; i <= count - Lanes; i += Lanes)
        {
            var block = pixels.Slice(i * PixelBatch.Channels, Lanes * PixelBatch.Channels);
            var a = Vector128.Create(block);
            var b = Vector128.Create(block[Lanes..]);
            var c = Vector128.Create(block[(2 * Lanes)..]);
            Store(Red(a, b, c), 0, planes[i..]);
            Store(Green(a, b, c), 1, planes[(count + i)..]);
            Store(Blue(a, b, c), 2, planes[((2 * count) + i)..]);
        }

        for (; i < count; i++)
        {
            for (var c = 0; c < PixelBatch.Channels; c++)
            {
                planes[(c * count) + i] = (pixels[(i * PixelBatch.Channels) + c] * _scale[c]) + _shift[c];
            }
        }
    }

    // Every third byte of 48, from three registers; an index beyond 15 gives 0.
    private static Vector128<byte> Red(Vector128<byte> a, Vector128<byte> b, Vector128<byte> c) =>
        Vector128.Shuffle(a, Vector128.Create((byte)0, 3, 6, 9, 12, 15, X, X, X, X, X, X, X, X, X, X))
        | Vector128.Shuffle(b, Vector128.Create(X, X, X, X, X, X, 2, 5, 8, 11, 14, X, X, X, X, X))
        | Vector128.Shuffle(c, Vector128.Create(X, X, X, X, X, X, X, X, X, X, X, 1, 4, 7, 10, 13));

    private static Vector128<byte> Green(Vector128<byte> a, Vector128<byte> b, Vector128<byte> c) =>
        Vector128.Shuffle(a, Vector128.Create((byte)1, 4, 7, 10, 13, X, X, X, X, X, X, X, X, X, X, X))
        | Vector128.Shuffle(b, Vector128.Create(X, X, X, X, X, 0, 3, 6, 9, 12, 15, X, X, X, X, X))
        | Vector128.Shuffle(c, Vector128.Create(X, X, X, X, X, X, X, X, X, X, X, 2, 5, 8, 11, 14));

    private static Vector128<byte> Blue(Vector128<byte> a, Vector128<byte> b, Vector128<byte> c) =>
        Vector128.Shuffle(a, Vector128.Create((byte)2, 5, 8, 11, 14, X, X, X, X, X, X, X, X, X, X, X))
        | Vector128.Shuffle(b, Vector128.Create(X, X, X, X, X, 1, 4, 7, 10, 13, X, X, X, X, X, X))
        | Vector128.Shuffle(c, Vector128.Create(X, X, X, X, X, X, X, X, X, X, 0, 3, 6, 9, 12, 15));

    private const byte X = 0xff;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(Vector128<byte> values, int channel, Span<float> plane)
    {
        // Widened from one register into one: halves that are widened for themselves take twice as long.
        var (low, high) = Avx2.IsSupported
            ? (Avx2.ConvertToVector256Int32(values), Avx2.ConvertToVector256Int32(Sse2.ShiftRightLogical128BitLane(values, Lanes / 2)))
            : Widened(values);
        var scale = Vector256.Create(_scale[channel]);
        var shift = Vector256.Create(_shift[channel]);
        ref var target = ref MemoryMarshal.GetReference(plane[..Lanes]);
        ((Vector256.ConvertToSingle(low) * scale) + shift).StoreUnsafe(ref target);
        ((Vector256.ConvertToSingle(high) * scale) + shift).StoreUnsafe(ref target, Lanes / 2);
    }

    private static (Vector256<int> Low, Vector256<int> High) Widened(Vector128<byte> values)
    {
        var (low, high) = Vector256.Widen(Vector256.WidenLower(values.ToVector256()));
        return (low.AsInt32(), high.AsInt32());
    }
}
