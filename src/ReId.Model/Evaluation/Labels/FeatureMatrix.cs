using System.Numerics.Tensors;
using ReId.Contracts;
using ReId.Model.Embedding;

namespace ReId.Model.Evaluation.Labels;

/// <summary>Feature vectors, one row a picture: N×D float32, row-major, every value finite.</summary>
public sealed class FeatureMatrix
{
    // Beyond this length a squared distance leaves the range of float32.
    private const double GreatestSquaredLength = 1e37;

    private readonly float[] _values;

    /// <summary>Takes the values as they are; they are not copied.</summary>
    /// <param name="values">N×D values, row-major.</param>
    /// <param name="dimension">D, at least one.</param>
    /// <param name="name">What to call them in a message: a file or <c>the gallery features</c>.</param>
    /// <exception cref="ReIdException">A value is not finite, or a vector is too long for distances in float32.</exception>
    public FeatureMatrix(float[] values, int dimension, string name)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (values.Length % dimension != 0)
        {
            throw new ArgumentException($"{values.Length} values are no rows of {dimension}", nameof(values));
        }

        _values = values;
        Dimension = dimension;
        Rows = values.Length / dimension;
        Check(name);
    }

    /// <summary>Number of vectors.</summary>
    public int Rows { get; }

    /// <summary>Components of a vector.</summary>
    public int Dimension { get; }

    /// <summary>All values, row-major.</summary>
    public ReadOnlyMemory<float> Values => _values;

    /// <summary>One vector.</summary>
    /// <param name="index">Its row.</param>
    public ReadOnlySpan<float> Row(int index) => _values.AsSpan(index * Dimension, Dimension);

    /// <summary>The same vectors scaled to length 1; a zero vector stays zero.</summary>
    public FeatureMatrix Normalised()
    {
        var values = (float[])_values.Clone();
        for (var i = 0; i < Rows; i++)
        {
            FeatureNormalisation.Normalise(values.AsSpan(i * Dimension, Dimension));
        }

        return new FeatureMatrix(values, Dimension, "the normalised features");
    }

    /// <summary>Some of the rows, in the order given.</summary>
    /// <param name="rows">Their numbers.</param>
    public FeatureMatrix Select(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var values = new float[rows.Count * Dimension];
        for (var i = 0; i < rows.Count; i++)
        {
            Row(rows[i]).CopyTo(values.AsSpan(i * Dimension));
        }

        return new FeatureMatrix(values, Dimension, "the selected features");
    }

    /// <summary>The rows of two matrices of one dimension, one below the other.</summary>
    /// <param name="first">The upper rows.</param>
    /// <param name="second">The lower rows.</param>
    public static FeatureMatrix Concatenate(FeatureMatrix first, FeatureMatrix second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return new FeatureMatrix([.. first._values, .. second._values], first.Dimension, "the features");
    }

    /// <summary>The first row whose every value is zero, or null: such a vector has no direction.</summary>
    internal int? FindZeroRow()
    {
        for (var i = 0; i < Rows; i++)
        {
            if (FeatureNormalisation.IsZero(Row(i)))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>The squared length of every row.</summary>
    internal float[] SquaredLengths()
    {
        var lengths = new float[Rows];
        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] = TensorPrimitives.SumOfSquares(Row(i));
        }

        return lengths;
    }

    private void Check(string name)
    {
        for (var i = 0; i < Rows; i++)
        {
            var row = Row(i);
            var wrong = row.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
            if (wrong >= 0)
            {
                throw new ReIdException(
                    $"Row {i} of {name} holds {(float.IsNaN(row[wrong]) ? "NaN" : "infinity")} in column {wrong}: features must be finite.");
            }

            if (TensorPrimitives.SumOfSquares(row) > GreatestSquaredLength)
            {
                throw new ReIdException($"Row {i} of {name} is too long for distances in float32: scale the features down.");
            }
        }
    }
}
