using System.Numerics;
using System.Numerics.Tensors;
using ReId.Contracts;

namespace ReId.Index.Clustering.Graphs;

/// <summary>The vectors that are clustered: N×D float32, row-major, every value finite. Not copied.</summary>
public sealed class ClusterFeatures
{
    private readonly ReadOnlyMemory<float> _values;

    /// <param name="values">N×D values.</param>
    /// <param name="dimension">D, at least 1.</param>
    /// <exception cref="ReIdException">The values are no rows of D, or one is not finite; names the row.</exception>
    public ClusterFeatures(ReadOnlyMemory<float> values, int dimension)
    {
        if (dimension < 1 || values.Length % dimension != 0)
        {
            throw new ReIdException($"{values.Length} values are no rows of {dimension}: every vector must have the same dimension.");
        }

        (_values, Dimension, Count) = (values, dimension, values.Length / dimension);
        var wrong = values.Span.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (wrong >= 0)
        {
            throw new ReIdException($"Row {wrong / dimension} of the features holds {(float.IsNaN(values.Span[wrong]) ? "NaN" : "infinity")} in column {wrong % dimension}: features must be finite.");
        }
    }

    /// <summary>Number of vectors.</summary>
    public int Count { get; }

    /// <summary>Components of a vector.</summary>
    public int Dimension { get; }

    /// <summary>All values.</summary>
    public ReadOnlySpan<float> Values => _values.Span;

    /// <summary>One vector.</summary>
    /// <param name="index">Its number.</param>
    public ReadOnlySpan<float> Row(int index) => _values.Span.Slice(index * Dimension, Dimension);

    /// <summary>Euclidean distance, summed in float64 in an order that both directions share.</summary>
    /// <param name="a">A row.</param>
    /// <param name="b">Another.</param>
    public double Distance(int a, int b) => Distance(Row(a), Row(b));

    /// <summary>The same of two vectors of one length.</summary>
    internal static double Distance(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var sum = Vector<double>.Zero;
        var at = 0;
        for (; at <= x.Length - Vector<float>.Count; at += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(x[at..]), out var xLow, out var xHigh);
            Vector.Widen(new Vector<float>(y[at..]), out var yLow, out var yHigh);
            var (low, high) = (xLow - yLow, xHigh - yHigh);
            sum += (low * low) + (high * high);
        }

        var total = Vector.Sum(sum);
        for (; at < x.Length; at++)
        {
            var difference = (double)x[at] - y[at];
            total += difference * difference;
        }

        return Math.Sqrt(total);
    }

    /// <summary>The same directions with length 1.</summary>
    /// <exception cref="ReIdException">A row is all zeros: it has no direction.</exception>
    public ClusterFeatures Normalised()
    {
        if (IsNormalised())
        {
            // At a million rows a copy would be two gigabytes.
            return this;
        }

        var values = _values.ToArray();
        for (var row = 0; row < Count; row++)
        {
            var vector = values.AsSpan(row * Dimension, Dimension);
            var length = Math.Sqrt(SquaredLength(vector));
            if (length == 0)
            {
                throw new ReIdException($"Row {row} of the features is all zeros: it has no direction to compare; leave the row out.");
            }

            for (var i = 0; i < vector.Length; i++)
            {
                vector[i] = (float)(vector[i] / length);
            }
        }

        return new ClusterFeatures(values, Dimension);
    }

    /// <summary>Distances by float32 need squares that fit into one.</summary>
    /// <exception cref="ReIdException">A row is too long; names it.</exception>
    internal void RequireSquares()
    {
        for (var row = 0; row < Count; row++)
        {
            // A distance is at most twice the greatest length, and its square four times.
            if (!(TensorPrimitives.SumOfSquares(Row(row)) < float.MaxValue / 8))
            {
                throw new ReIdException($"Row {row} of the features is so long that its square does not fit into float32: divide all features by the same number.");
            }
        }
    }

    /// <summary>True where every row has length 1.</summary>
    internal bool IsNormalised()
    {
        for (var row = 0; row < Count; row++)
        {
            if (Math.Abs(TensorPrimitives.SumOfSquares(Row(row)) - 1) > 1e-5f)
            {
                return false;
            }
        }

        return true;
    }

    private static double SquaredLength(ReadOnlySpan<float> vector)
    {
        var sum = 0.0;
        foreach (var value in vector)
        {
            sum += (double)value * value;
        }

        return sum;
    }
}
