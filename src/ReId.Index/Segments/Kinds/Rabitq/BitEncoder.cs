using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments.Kinds.Rabitq;

/// <summary>Makes the codes of rows.</summary>
internal static class BitEncoder
{
    private const int Often = 4096; // Rows between two looks at cancellation.

    public static BitCodes Run(HalfRows rows, int count, CancellationToken cancellationToken)
    {
        var codes = new BitCodes(rows.Dimension, count);
        Mean(rows, count, cancellationToken).CopyTo(codes.Centre, 0);
        var rotation = new RandomRotation(rows.Dimension);
        var rest = new float[rotation.Bits];
        for (var row = 0; row < count; row++)
        {
            if (row % Often == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            Array.Clear(rest);
            rows.Decode(row, rest);
            Encode(row, rest, codes, rotation);
        }

        return codes;
    }

    private static void Encode(int row, float[] rest, BitCodes codes, RandomRotation rotation)
    {
        double square = 0, offset = 0, sum = 0;
        for (var i = 0; i < codes.Dimension; i++)
        {
            rest[i] -= codes.Centre[i];
            square += (double)rest[i] * rest[i];
            offset += (double)rest[i] * codes.Centre[i];
        }

        rotation.Rotate(rest);
        var bytes = rest.Length / 8;
        var block = codes.Codes.AsSpan(row / BitProducts.Rows * BitProducts.Rows * bytes, BitProducts.Rows * bytes);
        for (var i = 0; i < rest.Length; i++)
        {
            sum += Math.Abs(rest[i]);
            block[(i / 8 * BitProducts.Rows) + (row % BitProducts.Rows)] |= (byte)((rest[i] >= 0 ? 1 : 0) << (i % 8));
        }

        // Of the row's length, the part that its signs do not point along is what the estimate misses.
        var missed = sum > 0 ? Math.Max(0, (square * rest.Length / (sum * sum)) - 1) : 0;
        codes.Scales[row] = sum > 0 ? (float)(square / sum) : 0;
        codes.Errors[row] = (float)Math.Sqrt(square * missed / (rest.Length - 1));
        codes.Offsets[row] = (float)offset;
    }

    private static float[] Mean(HalfRows rows, int count, CancellationToken cancellationToken)
    {
        var (sums, row) = (new double[rows.Dimension], new float[rows.Dimension]);
        for (var i = 0; i < count; i++)
        {
            if (i % Often == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            rows.Decode(i, row);
            for (var d = 0; d < row.Length; d++)
            {
                sums[d] += row[d];
            }
        }

        return Array.ConvertAll(sums, sum => (float)(sum / count));
    }
}
