using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace ReId.Model.Reranking;

/// <summary>Where the smallest values of a row are, in one pass: nearly all of it only compares with the K-th so far.</summary>
internal static class SmallestEntries
{
    /// <summary>Finds them.</summary>
    /// <param name="row">Values, none of them NaN, at least as many as places.</param>
    /// <param name="places">Gets the positions, by value and then by position.</param>
    /// <param name="greatest">Gets the greatest value of the row.</param>
    public static void Find(ReadOnlySpan<float> row, Span<int> places, out float greatest)
    {
        Span<float> values = places.Length <= 256 ? stackalloc float[places.Length] : new float[places.Length];
        var count = 0;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        for (var v = 0; v < vectors.Length; v++)
        {
            if (count < places.Length || Vector.LessThanAny(vectors[v], new Vector<float>(values[^1])))
            {
                var start = v * Vector<float>.Count;
                Insert(row, start, start + Vector<float>.Count, values, places, ref count);
            }
        }

        Insert(row, vectors.Length * Vector<float>.Count, row.Length, values, places, ref count);
        greatest = TensorPrimitives.Max(row);
    }

    private static void Insert(
        ReadOnlySpan<float> row, int start, int end, Span<float> values, Span<int> places, ref int count)
    {
        for (var i = start; i < end; i++)
        {
            var value = row[i];
            if (count == places.Length && !(value < values[^1]))
            {
                continue;
            }

            count = Math.Min(count + 1, places.Length);
            var at = count - 1;
            for (; at > 0 && value < values[at - 1]; at--)
            {
                (values[at], places[at]) = (values[at - 1], places[at - 1]);
            }

            (values[at], places[at]) = (value, i);
        }
    }
}
