using ReId.Bindings.Faiss.Interop;

namespace ReId.Bindings.Faiss;

/// <content>What leaves an index as it is: all of these may run on many threads at once.</content>
public sealed unsafe partial class FaissIndex
{
    /// <summary>Finds the nearest vectors of each query.</summary>
    /// <param name="queries">Rows of <see cref="Dimension"/> floats.</param>
    /// <param name="k">Results for each query, at least 1.</param>
    /// <param name="options">A filter or settings for this search; null for the index's own.</param>
    /// <exception cref="FaissUnsupportedException">A filter is given and the kind of index knows none.</exception>
    /// <exception cref="FaissException">The index is not trained.</exception>
    public FaissSearchResult Search(ReadOnlySpan<float> queries, int k, FaissSearchOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var cells = checked(Rows(queries, nameof(queries)) * k);
        var result = new FaissSearchResult(k, new float[cells], new long[cells]);
        Search(queries, k, result.Distances, result.Ids, options);
        return result;
    }

    /// <summary>Finds the nearest vectors of each query, into buffers of the caller's; see <see cref="FaissSearchResult"/>.</summary>
    /// <param name="queries">Rows of <see cref="Dimension"/> floats.</param>
    /// <param name="k">Results for each query, at least 1.</param>
    /// <param name="distances">Takes queries × k floats.</param>
    /// <param name="ids">Takes queries × k ids, −1 where there is no further result.</param>
    /// <param name="options">A filter or settings for this search; null for the index's own.</param>
    public void Search(
        ReadOnlySpan<float> queries, int k, Span<float> distances, Span<long> ids, FaissSearchOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        RequireOptions(options);
        var rows = Rows(queries, nameof(queries));
        var cells = (long)rows * k;
        if (distances.Length < cells || ids.Length < cells)
        {
            throw new ArgumentException($"{rows} queries with {k} results each need {cells} cells of distances and of ids.", nameof(distances));
        }

        if (rows == 0)
        {
            return;
        }

        using var pinned = Pin(options);
        fixed (float* x = queries, y = distances)
        fixed (long* keys = ids)
        fixed (NativeSearchOptions* native = &pinned.Native)
        {
            NativeError.Check(NativeMethods.reid_faiss_search(
                _handle, rows, x, k, options is null ? null : native, y, keys));
        }
    }

    /// <summary>Finds all vectors near each query.</summary>
    /// <param name="queries">Rows of <see cref="Dimension"/> floats.</param>
    /// <param name="radius">Inner product: results are greater than this. L2: squared distances are less than this.</param>
    /// <param name="options">A filter or settings for this search; null for the index's own.</param>
    /// <exception cref="FaissUnsupportedException">The kind of index cannot search by range (HNSW).</exception>
    public FaissRangeResult RangeSearch(ReadOnlySpan<float> queries, float radius, FaissSearchOptions? options = null)
    {
        Require(FaissOperations.RangeSearch);
        RequireOptions(options);
        var rows = Rows(queries, nameof(queries));
        if (rows == 0)
        {
            return new FaissRangeResult([0], [], []);
        }

        using var pinned = Pin(options);
        fixed (float* x = queries)
        fixed (NativeSearchOptions* native = &pinned.Native)
        {
            NativeError.Check(NativeMethods.reid_faiss_range_search(
                _handle, rows, x, radius, options is null ? null : native, out var pointer));
            using var range = FaissRangeHandle.Take(pointer);
            return Copy(range);
        }
    }

    /// <summary>A stored vector; from a compressed index the approximation that it keeps.</summary>
    /// <exception cref="FaissUnsupportedException">The kind of index cannot give vectors back (IDMap).</exception>
    /// <exception cref="FaissException">The id is not in the index, or an IVF index was not prepared by <see cref="EnableReconstruction"/>.</exception>
    public float[] Reconstruct(long id)
    {
        var vector = new float[Dimension];
        Reconstruct([id], vector);
        return vector;
    }

    /// <summary>Stored vectors, in the order of the ids; see <see cref="Reconstruct(long)"/>.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="vectors">Takes one row of <see cref="Dimension"/> floats for each id.</param>
    public void Reconstruct(ReadOnlySpan<long> ids, Span<float> vectors)
    {
        Require(FaissOperations.Reconstruct);
        if (vectors.Length < (long)ids.Length * Dimension)
        {
            throw new ArgumentException($"{ids.Length} vectors of {Dimension} floats do not fit into {vectors.Length} floats.", nameof(vectors));
        }

        if (ids.IsEmpty)
        {
            return;
        }

        fixed (long* keys = ids)
        fixed (float* x = vectors)
        {
            NativeError.Check(NativeMethods.reid_faiss_reconstruct(_handle, ids.Length, keys, x));
        }
    }

    private static PinnedOptions Pin(FaissSearchOptions? options) =>
        new(options?.Filter, options?.NProbe ?? 0, options?.EfSearch ?? 0);

    private static FaissRangeResult Copy(FaissRangeHandle range)
    {
        NativeError.Check(NativeMethods.reid_faiss_range_size(range, out var queries, out var results));
        var result = new FaissRangeResult(new long[queries + 1], new float[results], new long[results]);
        fixed (long* limits = result.Limits, ids = result.Ids)
        fixed (float* distances = result.Distances)
        {
            NativeError.Check(NativeMethods.reid_faiss_range_copy(range, limits, distances, ids));
        }

        return result;
    }

    private void RequireOptions(FaissSearchOptions? options)
    {
        if (options is null)
        {
            return;
        }

        ArgumentOutOfRangeException.ThrowIfNegative(options.NProbe);
        ArgumentOutOfRangeException.ThrowIfNegative(options.EfSearch);
        if (options.Filter is not null)
        {
            Require(FaissOperations.FilteredSearch);
        }
    }
}
