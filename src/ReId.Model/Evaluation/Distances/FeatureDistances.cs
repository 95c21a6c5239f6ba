using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using ReId.Contracts;
using ReId.Model.Evaluation.Labels;

namespace ReId.Model.Evaluation.Distances;

/// <summary>
/// Distances of feature vectors, block by block: one matrix product a block, then ‖q‖² + ‖g‖² − 2q·g. The product
/// rounds, and not alike for equal vectors in different columns, so close calls are decided in float64.
/// </summary>
public sealed class FeatureDistances : IRefinedDistances, IDisposable
{
    // A bound on the error of a squared distance, as a share of the squared lengths: 30 roundings of float32.
    private const float Rounding = 2e-6f;

    private readonly FeatureMatrix _queries;
    private readonly FeatureMatrix _gallery;
    private readonly float _greatestLength;
    private readonly ProductRows _products;
    private readonly DistanceMetric _metric;
    private readonly float[] _queryLengths;
    private readonly float[] _galleryLengths;

    /// <summary>Prepares; the features are kept, and copied once for libtorch.</summary>
    /// <param name="queries">Queries×D.</param>
    /// <param name="gallery">Gallery×D.</param>
    /// <param name="metric">Euclidean by default; cosine normalises first.</param>
    /// <exception cref="ReIdException">The dimensions differ.</exception>
    public FeatureDistances(FeatureMatrix queries, FeatureMatrix gallery, DistanceMetric metric = DistanceMetric.Euclidean)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(gallery);
        if (queries.Dimension != gallery.Dimension)
        {
            throw new ReIdException(
                $"The query features have {queries.Dimension} components and the gallery features {gallery.Dimension}: "
                + "they must be of one model.");
        }

        if (queries.Rows == 0 || gallery.Rows == 0)
        {
            throw new ReIdException(
                $"There is no {(queries.Rows == 0 ? "query" : "gallery picture")} left to compare: all of them are junk (identity -1) or could not be read.");
        }

        if (metric == DistanceMetric.Cosine)
        {
            (queries, gallery) = (queries.Normalised(), gallery.Normalised());
        }

        _metric = metric;
        _products = new ProductRows(queries, gallery);
        _queryLengths = queries.SquaredLengths();
        _galleryLengths = gallery.SquaredLengths();
        (_queries, _gallery, _greatestLength) = (queries, gallery, TensorPrimitives.Max<float>(_galleryLengths));
    }

    /// <inheritdoc/>
    public int Queries => _queryLengths.Length;

    /// <inheritdoc/>
    public int Gallery => _galleryLengths.Length;

    /// <inheritdoc/>
    public void Fill(int first, int count, float[] rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        cancellationToken.ThrowIfCancellationRequested();
        _products.Fill(first, count, rows);
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            var row = rows.AsSpan(i * Gallery, Gallery);
            if (_metric == DistanceMetric.Cosine)
            {
                FromCosine(row);
            }
            else
            {
                SquaredFromProducts(row, _queryLengths[first + i], _galleryLengths);
                Root(row);
            }
        });
    }

    /// <inheritdoc/>
    public (float Low, float High) Doubt(int query, float distance)
    {
        var error = Rounding * (_queryLengths[query] + _greatestLength);
        if (_metric == DistanceMetric.Cosine)
        {
            return (distance - error, distance + error);
        }

        var squared = distance * distance;
        return (MathF.Sqrt(Math.Max(squared - error, 0)), MathF.Sqrt(squared + error));
    }

    /// <inheritdoc/>
    public double Exact(int query, int entry)
    {
        // Vectors of one length are ordered by cosine as they are by distance.
        var a = _queries.Row(query);
        var b = _gallery.Row(entry);
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            var difference = (double)a[i] - b[i];
            sum += difference * difference;
        }

        return sum;
    }

    /// <inheritdoc/>
    public void Dispose() => _products.Dispose();

    /// <summary>Products to squared distances, in place; never below 0.</summary>
    internal static void SquaredFromProducts(Span<float> row, float length, ReadOnlySpan<float> lengths)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        var others = MemoryMarshal.Cast<float, Vector<float>>(lengths);
        var own = new Vector<float>(length);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = Vector.Max(own + others[i] - (2 * vectors[i]), Vector<float>.Zero);
        }

        for (var i = vectors.Length * Vector<float>.Count; i < row.Length; i++)
        {
            row[i] = Math.Max(length + lengths[i] - (2 * row[i]), 0);
        }
    }

    private static void FromCosine(Span<float> row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = 1 - row[i];
        }
    }

    private static void Root(Span<float> row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = MathF.Sqrt(row[i]);
        }
    }
}
