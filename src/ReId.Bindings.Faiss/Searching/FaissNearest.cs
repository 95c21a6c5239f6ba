using ReId.Bindings.Faiss.Interop;

namespace ReId.Bindings.Faiss;

/// <summary>Nearest vectors among vectors that are in no index: nothing is copied or kept. Safe from any thread.</summary>
public static unsafe class FaissNearest
{
    /// <summary>Finds the nearest of some vectors to each query, by squared Euclidean distance, nearest first.</summary>
    /// <param name="queries">Rows of <paramref name="dimension"/> floats.</param>
    /// <param name="vectors">Rows of <paramref name="dimension"/> floats; may be the same memory.</param>
    /// <param name="dimension">Floats in a row.</param>
    /// <param name="k">Results for each query, at least 1.</param>
    /// <param name="distances">Takes queries × k floats.</param>
    /// <param name="places">Takes queries × k rows of <paramref name="vectors"/>, −1 where there is no further one.</param>
    /// <exception cref="ArgumentException">The floats are no whole rows, or the results do not fit.</exception>
    public static void Search(
        ReadOnlySpan<float> queries, ReadOnlySpan<float> vectors, int dimension, int k, Span<float> distances, Span<long> places)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var count = Rows(queries, dimension, nameof(queries));
        var others = Rows(vectors, dimension, nameof(vectors));
        var cells = (long)count * k;
        if (distances.Length < cells || places.Length < cells)
        {
            throw new ArgumentException($"{count} queries with {k} results each need {cells} cells of distances and of places.", nameof(distances));
        }

        if (count == 0)
        {
            return;
        }

        fixed (float* x = queries, y = vectors, found = distances)
        fixed (long* ids = places)
        {
            NativeError.Check(NativeMethods.reid_faiss_knn(dimension, count, x, others, y, k, found, ids));
        }
    }

    private static int Rows(ReadOnlySpan<float> values, int dimension, string name) => values.Length % dimension == 0
        ? values.Length / dimension
        : throw new ArgumentException($"{values.Length} floats are no whole number of vectors of {dimension} floats.", name);
}
