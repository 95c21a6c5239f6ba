using System.Numerics;
using System.Numerics.Tensors;

namespace ReId.Index.Segments.Kinds.Rabitq;

/// <summary>
/// A query less the centre, rotated, as tables: for each four components the sixteen sums of those whose bit may be set,
/// in 7 bits, so that a shuffle of bytes looks up many rows at once and two sums still fit into a byte.
/// </summary>
internal sealed class BitTables
{
    /// <summary>Components of a table.</summary>
    public const int Components = 4;

    /// <summary>Sums in a table.</summary>
    public const int Sums = 1 << Components;

    private const int Highest = 127;

    /// <summary>Table after table.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>What one step of a sum is worth.</summary>
    public required float Step { get; init; }

    /// <summary>What all tables are worth when every step is 0.</summary>
    public required float Lowest { get; init; }

    /// <summary>The sum of all components.</summary>
    public required float Total { get; init; }

    /// <summary>Its distance from the centre.</summary>
    public required float Length { get; init; }

    /// <summary>Its inner product with the centre, which no row changes.</summary>
    public required float Offset { get; init; }

    public static BitTables Of(ReadOnlySpan<float> query, ReadOnlySpan<float> centre, RandomRotation rotation)
    {
        // 1. The query as the rows are.
        var values = new float[rotation.Bits];
        TensorPrimitives.Subtract(query, centre, values);
        rotation.Rotate(values);

        // 2. All sums, and the greatest span within a table, which gives the step.
        var sums = new float[values.Length / Components * Sums];
        float span = 0, lowest = 0;
        for (var table = 0; table < values.Length / Components; table++)
        {
            var four = values.AsSpan(table * Components, Components);
            var sixteen = sums.AsSpan(table * Sums, Sums);
            for (var bits = 1; bits < Sums; bits++)
            {
                // That of one bit fewer, and the component of that bit.
                var bit = BitOperations.TrailingZeroCount(bits);
                sixteen[bits] = sixteen[bits & (bits - 1)] + four[bit];
            }

            var least = TensorPrimitives.Min<float>(sixteen);
            TensorPrimitives.Subtract(sixteen, least, sixteen);
            span = Math.Max(span, TensorPrimitives.Max<float>(sixteen));
            lowest += least;
        }

        var step = span > 0 ? span / Highest : 1;
        return new BitTables
        {
            Bytes = Array.ConvertAll(sums, sum => (byte)MathF.Round(sum / step)),
            Step = step,
            Lowest = lowest,
            Total = TensorPrimitives.Sum<float>(values),
            Length = TensorPrimitives.Norm<float>(values),
            Offset = TensorPrimitives.Dot(query, centre),
        };
    }
}
