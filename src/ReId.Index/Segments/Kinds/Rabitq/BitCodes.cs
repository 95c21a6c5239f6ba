using System.Numerics;
using System.Numerics.Tensors;
using ReId.Index.Segments.Rows;
using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments.Kinds.Rabitq;

/// <summary>
/// One bit a component of every row: the signs of the row less the centre, rotated. With three numbers a row they
/// estimate its inner product with a query, and how far off the estimate is: about 0.75 × |row − centre| × |query −
/// centre| / √components whatever the data, as long as they know nothing of the rotation (RaBitQ: Gao and Long, SIGMOD
/// 2024).
/// </summary>
internal sealed class BitCodes
{
    // Blocks of rows between two looks at cancellation.
    private const int Often = 128;

    // Deviations that an estimate is believed to be off by at most: one in 740 of a normal error is farther on this side.
    private const float Deviations = 3;

    private readonly RandomRotation _rotation;

    public BitCodes(int dimension, int count)
        : this(new float[dimension], new byte[checked((int)CodeBytes(dimension, count))], new float[count], new float[count], new float[count])
    {
    }

    public BitCodes(float[] centre, byte[] codes, float[] scales, float[] errors, float[] offsets)
    {
        (Centre, Codes, Scales, Errors, Offsets) = (centre, codes, scales, errors, offsets);
        _rotation = new RandomRotation(centre.Length);
    }

    public int Dimension => Centre.Length;

    public int Count => Scales.Length;

    /// <summary>The mean of all rows.</summary>
    public float[] Centre { get; }

    /// <summary>Blocks of 32 rows, as <see cref="BitProducts"/> reads them.</summary>
    public byte[] Codes { get; }

    /// <summary>What a row's signs are multiplied with to come out right on itself.</summary>
    public float[] Scales { get; }

    /// <summary>The deviation of the estimate for a query that is 1 away from the centre.</summary>
    public float[] Errors { get; }

    /// <summary>The inner product of a row less the centre with the centre, which no query changes.</summary>
    public float[] Offsets { get; }

    /// <summary>Bytes of <see cref="Codes"/>.</summary>
    public static long CodeBytes(int dimension, int count) =>
        ((long)count + BitProducts.Rows - 1) / BitProducts.Rows * BitProducts.Rows * (RandomRotation.BitsOf(dimension) / 8);

    /// <summary>The rows of the greatest estimates.</summary>
    /// <param name="query">A unit vector.</param>
    /// <param name="passing">Rows that may be found; null for all.</param>
    /// <param name="most">How many.</param>
    /// <param name="bounds">Takes for each row what its inner product hardly exceeds; −∞ where it does not pass.</param>
    /// <param name="cancellationToken">Cancels between blocks.</param>
    public unsafe List<ScoredRow> Estimate(
        float[] query, RowBitmap? passing, int most, Span<float> bounds, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bounds.Length, Count);
        var asked = BitTables.Of(query, Centre, _rotation);
        var bytes = _rotation.Bits / 8;
        var top = new TopRows(most);
        var steps = stackalloc int[BitProducts.Rows];
        var estimates = stackalloc float[BitProducts.Rows];
        fixed (byte* codes = Codes, tables = asked.Bytes)
        {
            for (var first = 0; first < bounds.Length; first += BitProducts.Rows)
            {
                if (first % (Often * BitProducts.Rows) == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                var block = bounds[first..Math.Min(first + BitProducts.Rows, bounds.Length)];
                var pass = passing is null ? uint.MaxValue : (uint)(passing.Words[first / 64] >> (first % 64));
                if (pass == 0)
                {
                    block.Fill(float.NegativeInfinity);
                    continue;
                }

                BitProducts.Sum(codes + ((long)first * bytes), tables, bytes, steps);
                var best = Bound(asked, first, new ReadOnlySpan<int>(steps, block.Length), new Span<float>(estimates, block.Length), block);
                if (pass == uint.MaxValue && best <= top.Least)
                {
                    continue;
                }

                for (var i = 0; i < block.Length; i++)
                {
                    if (((pass >> i) & 1) == 0)
                    {
                        block[i] = float.NegativeInfinity;
                    }
                    else if (estimates[i] > top.Least)
                    {
                        top.Offer(first + i, estimates[i]);
                    }
                }
            }
        }

        return top.Ordered();
    }

    // The estimates of a block and their bounds; the greatest estimate.
    private float Bound(BitTables asked, int first, ReadOnlySpan<int> steps, Span<float> estimates, Span<float> bounds)
    {
        // Signs times components: twice those where the bit is set, less all of them.
        var (each, always, slack) = (2 * asked.Step, (2 * asked.Lowest) - asked.Total, Deviations * asked.Length);
        var at = 0;
        for (; at <= steps.Length - Vector<float>.Count; at += Vector<float>.Count)
        {
            var sums = Vector.ConvertToSingle(new Vector<int>(steps[at..]));
            var estimate = new Vector<float>(Offsets, first + at) + new Vector<float>(asked.Offset)
                + (new Vector<float>(Scales, first + at) * (new Vector<float>(always) + (sums * each)));
            estimate.CopyTo(estimates[at..]);
            (estimate + (new Vector<float>(Errors, first + at) * slack)).CopyTo(bounds[at..]);
        }

        for (; at < steps.Length; at++)
        {
            estimates[at] = Offsets[first + at] + asked.Offset + (Scales[first + at] * (always + (steps[at] * each)));
            bounds[at] = estimates[at] + (Errors[first + at] * slack);
        }

        return TensorPrimitives.Max<float>(estimates);
    }
}
