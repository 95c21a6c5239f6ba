using System.Numerics;
using System.Numerics.Tensors;

namespace ReId.Index.Segments.Kinds.Rabitq;

/// <summary>
/// A rotation that spreads every vector evenly over its components, whatever axes it lay along: three times random signs,
/// then the Hadamard transform (n log n, no matrix). The same for every process, so codes can be kept in a file.
/// </summary>
internal sealed class RandomRotation
{
    private const int Rounds = 3;
    private const ulong Seed = 0x5EED_0F_C0DE5;

    private readonly float[] _signs;

    /// <param name="dimension">Components that go in.</param>
    public RandomRotation(int dimension)
    {
        Dimension = dimension;
        Bits = BitsOf(dimension);
        _signs = new float[Rounds * Bits];
        var state = Seed;
        var scale = 1 / MathF.Sqrt(Bits);
        for (var i = 0; i < _signs.Length; i++)
        {
            // With the transform's scale, which makes it a rotation.
            _signs[i] = (Next(ref state) & 1) == 0 ? scale : -scale;
        }
    }

    public int Dimension { get; }

    /// <summary>Components that come out: the next power of two, at least 64.</summary>
    public int Bits { get; }

    public static int BitsOf(int dimension) => Math.Max(64, (int)BitOperations.RoundUpToPowerOf2((uint)dimension));

    /// <summary>Rotates in place; lengths and inner products stay.</summary>
    /// <param name="values"><see cref="Bits"/> values, those after the dimension 0.</param>
    public void Rotate(Span<float> values)
    {
        for (var round = 0; round < Rounds; round++)
        {
            TensorPrimitives.Multiply(values, _signs.AsSpan(round * Bits, Bits), values);
            Hadamard(values);
        }
    }

    private static void Hadamard(Span<float> values)
    {
        for (var half = 1; half < values.Length; half *= 2)
        {
            for (var start = 0; start < values.Length; start += 2 * half)
            {
                var low = values.Slice(start, half);
                var high = values.Slice(start + half, half);
                var i = 0;
                for (; i <= half - Vector<float>.Count; i += Vector<float>.Count)
                {
                    var (a, b) = (new Vector<float>(low[i..]), new Vector<float>(high[i..]));
                    (a + b).CopyTo(low[i..]);
                    (a - b).CopyTo(high[i..]);
                }

                for (; i < half; i++)
                {
                    (low[i], high[i]) = (low[i] + high[i], low[i] - high[i]);
                }
            }
        }
    }

    // SplitMix64: System.Random promises no sequence to the next version of .NET.
    private static ulong Next(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
