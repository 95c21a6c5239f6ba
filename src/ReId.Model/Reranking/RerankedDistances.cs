using ReId.Contracts;
using ReId.Model.Evaluation.Distances;
using ReId.Model.Evaluation.Labels;

namespace ReId.Model.Reranking;

/// <summary>
/// Distances after k-reciprocal re-ranking: (1 − λ) × Jaccard distance of the reciprocal neighbours + λ × the original
/// one. Memory grows with the number of pictures, not with its square.
/// </summary>
public sealed class RerankedDistances : IDistanceRows, IDisposable
{
    private readonly ProductRows _products;
    private readonly KReciprocalOptions _options;
    private readonly float[] _queryLengths;
    private readonly float[] _galleryLengths;
    private readonly float[] _greatest;
    private readonly SparseVector[] _queryVectors;
    private readonly InvertedLists _gallery;

    private RerankedDistances(FeatureMatrix queries, UniquePictures pictures, NeighbourTable neighbours, SparseVector[] vectors, KReciprocalOptions options)
    {
        _options = options;
        _products = new ProductRows(queries, pictures.Gallery);
        _queryLengths = queries.SquaredLengths();
        _galleryLengths = pictures.Gallery.SquaredLengths();
        _greatest = new float[queries.Rows];
        _queryVectors = new SparseVector[queries.Rows];
        for (var query = 0; query < queries.Rows; query++)
        {
            var row = pictures.QueryRows[query];
            (_greatest[query], _queryVectors[query]) = (neighbours.GreatestSquared[row], vectors[row]);
        }

        _gallery = new InvertedLists(vectors.AsSpan(pictures.GalleryStart), vectors.Length);
    }

    /// <inheritdoc/>
    public int Queries => _queryLengths.Length;

    /// <inheritdoc/>
    public int Gallery => _galleryLengths.Length;

    /// <summary>Finds the neighbours of all pictures and encodes them; Euclidean distances of the features as they are.</summary>
    /// <param name="queries">Queries×D.</param>
    /// <param name="gallery">Gallery×D, without junk: whatever is here is anybody's neighbour.</param>
    /// <param name="options">k1, k2, λ; null for the defaults.</param>
    /// <param name="progress">Told the pictures whose neighbours are known, after every block; may be null.</param>
    /// <param name="self">
    /// The gallery row that is a query's own picture, or −1: such a picture is one neighbour, not two, and has the
    /// query's vector. Null where no query is in the gallery.
    /// </param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <exception cref="ReIdException">The dimensions differ, or an option is out of range.</exception>
    public static RerankedDistances Create(
        FeatureMatrix queries, FeatureMatrix gallery, KReciprocalOptions? options = null, IProgress<int>? progress = null,
        Func<int, int>? self = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(gallery);
        options ??= new KReciprocalOptions();
        options.Check();
        if (queries.Dimension != gallery.Dimension)
        {
            throw new ReIdException(
                $"The query features have {queries.Dimension} components and the gallery features {gallery.Dimension}: "
                + "they must be of one model.");
        }

        // 1. Neighbours among all pictures, each once.  2. Sparse vectors.  3. Inverted lists of the gallery's.
        var pictures = new UniquePictures(queries, gallery, self);
        var width = Math.Max(options.K1 + 1, options.K2);
        var neighbours = NeighbourTable.Build(pictures.All, width, progress, cancellationToken);
        var vectors = ReciprocalVectors.Encode(pictures.All, neighbours, options, cancellationToken);
        return new RerankedDistances(queries, pictures, neighbours, vectors, options);
    }

    /// <inheritdoc/>
    public void Fill(int first, int count, float[] rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        cancellationToken.ThrowIfCancellationRequested();
        _products.Fill(first, count, rows);
        Parallel.For(
            0, count, new ParallelOptions { CancellationToken = cancellationToken }, () => new float[Gallery],
            (i, _, minima) =>
            {
                Finish(first + i, rows.AsSpan(i * Gallery, Gallery), minima);
                return minima;
            },
            _ => { });
    }

    /// <inheritdoc/>
    public void Dispose() => _products.Dispose();

    private void Finish(int query, Span<float> row, float[] minima)
    {
        Array.Clear(minima);
        _gallery.AddMinima(_queryVectors[query], minima);
        FeatureDistances.SquaredFromProducts(row, _queryLengths[query], _galleryLengths);
        var lambda = (float)_options.Lambda;
        for (var g = 0; g < row.Length; g++)
        {
            // Both vectors sum to 1, so the sum of the greater values is 2 − the sum of the smaller ones.
            var jaccard = 1 - (minima[g] / (2 - minima[g]));
            row[g] = (jaccard * (1 - lambda)) + (lambda * ReciprocalVectors.Scale(row[g], _greatest[query], _options.SquaredInput));
        }
    }
}
