using ReId.Model.Evaluation.Labels;

namespace ReId.Model.Reranking;

/// <summary>
/// Queries and gallery with every picture once: one that is both would else be its own reciprocal neighbour. Queries
/// that are in no gallery come first, then the gallery; a query that is in it stands there with the query's vector.
/// </summary>
internal sealed class UniquePictures
{
    private readonly int[] _rows;

    public UniquePictures(FeatureMatrix queries, FeatureMatrix gallery, Func<int, int>? self)
    {
        int[] own = [.. Enumerable.Range(0, queries.Rows).Select(query => self?.Invoke(query) ?? -1)];
        Gallery = WithQueryVectors(queries, gallery, own);
        int[] alone = [.. Enumerable.Range(0, own.Length).Where(query => own[query] < 0)];
        All = FeatureMatrix.Concatenate(queries.Select(alone), Gallery);
        GalleryStart = alone.Length;
        _rows = new int[own.Length];
        var next = 0;
        for (var query = 0; query < own.Length; query++)
        {
            _rows[query] = own[query] < 0 ? next++ : GalleryStart + own[query];
        }
    }

    /// <summary>The vectors of all pictures.</summary>
    public FeatureMatrix All { get; }

    /// <summary>The vectors of the gallery among them.</summary>
    public FeatureMatrix Gallery { get; }

    /// <summary>Row of the first gallery picture; the others follow in their order.</summary>
    public int GalleryStart { get; }

    /// <summary>The row of each query.</summary>
    public ReadOnlySpan<int> QueryRows => _rows;

    // Query expansion may have moved a query away from its own gallery vector; a picture has one place only.
    private static FeatureMatrix WithQueryVectors(FeatureMatrix queries, FeatureMatrix gallery, int[] own)
    {
        if (own.All(entry => entry < 0))
        {
            return gallery;
        }

        var values = gallery.Values.ToArray();
        for (var query = 0; query < own.Length; query++)
        {
            if (own[query] >= 0)
            {
                queries.Row(query).CopyTo(values.AsSpan(own[query] * gallery.Dimension));
            }
        }

        return new FeatureMatrix(values, gallery.Dimension, "the gallery features");
    }
}
