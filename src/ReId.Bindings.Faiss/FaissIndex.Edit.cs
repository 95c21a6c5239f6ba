using ReId.Bindings.Faiss.Interop;

namespace ReId.Bindings.Faiss;

/// <content>What changes an index: each of these needs the index alone.</content>
public sealed unsafe partial class FaissIndex
{
    /// <summary>Learns centroids and codes from representative vectors; does nothing for kinds that need no training.</summary>
    /// <param name="vectors">Rows of <see cref="Dimension"/> floats; at least as many as the index has lists.</param>
    /// <exception cref="FaissException">FAISS refuses, e.g. because there are fewer vectors than centroids.</exception>
    public void Train(ReadOnlySpan<float> vectors)
    {
        var rows = Rows(vectors, nameof(vectors));
        if (rows == 0)
        {
            throw new ArgumentException("There is no vector to train with.", nameof(vectors));
        }

        fixed (float* x = vectors)
        {
            NativeError.Check(NativeMethods.reid_faiss_train(_handle, rows, x));
        }
    }

    /// <summary>Adds vectors whose ids are their positions: the first one ever added is 0.</summary>
    /// <param name="vectors">Rows of <see cref="Dimension"/> floats; none is fine.</param>
    /// <exception cref="FaissUnsupportedException">The index keeps ids of its own (IDMap, IDMap2).</exception>
    /// <exception cref="FaissException">The index is not trained.</exception>
    public void Add(ReadOnlySpan<float> vectors)
    {
        Require(FaissOperations.AddSequentially);
        var rows = Rows(vectors, nameof(vectors));
        if (rows == 0)
        {
            return;
        }

        fixed (float* x = vectors)
        {
            NativeError.Check(NativeMethods.reid_faiss_add(_handle, rows, x, null));
        }
    }

    /// <summary>
    /// Adds vectors with ids. FAISS does not look for an id that is there already: adding it again keeps both vectors.
    /// </summary>
    /// <param name="vectors">Rows of <see cref="Dimension"/> floats; none is fine.</param>
    /// <param name="ids">One id for each vector, 0 or greater.</param>
    /// <exception cref="FaissUnsupportedException">The index keeps no ids; wrap it in IDMap2.</exception>
    /// <exception cref="FaissException">The index is not trained.</exception>
    public void Add(ReadOnlySpan<float> vectors, ReadOnlySpan<long> ids)
    {
        Require(FaissOperations.AddWithIds);
        var rows = Rows(vectors, nameof(vectors));
        if (rows != ids.Length)
        {
            throw new ArgumentException($"{rows} vectors need as many ids, not {ids.Length}.", nameof(ids));
        }

        if (ids.ContainsAnyInRange(long.MinValue, -1))
        {
            throw new ArgumentException("An id is negative; FAISS answers −1 for \"nothing found\".", nameof(ids));
        }

        if (rows == 0)
        {
            return;
        }

        fixed (float* x = vectors)
        fixed (long* keys = ids)
        {
            NativeError.Check(NativeMethods.reid_faiss_add(_handle, rows, x, keys));
        }
    }

    /// <summary>Removes the vectors whose ids pass the filter. In an index without ids the later ones move up.</summary>
    /// <returns>How many vectors were removed.</returns>
    /// <exception cref="FaissUnsupportedException">The kind of index cannot remove (HNSW, a memory-mapped one).</exception>
    public long Remove(FaissFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Require(FaissOperations.Remove);
        using var pinned = new PinnedOptions(filter);
        fixed (NativeFilter* native = &pinned.Native.Filter)
        {
            NativeError.Check(NativeMethods.reid_faiss_remove(_handle, native, out var removed));
            return removed;
        }
    }

    /// <summary>Removes the vectors with these ids; ids that are not there do no harm.</summary>
    /// <returns>How many vectors were removed.</returns>
    public long Remove(ReadOnlySpan<long> ids) => Remove(FaissFilter.Batch(ids.ToArray()));

    /// <summary>
    /// Moves all vectors of another index into this one and leaves the other empty. Ids stay as they are, where the
    /// index keeps ids. Needs both indexes alone.
    /// </summary>
    /// <param name="other">An index of the same kind, dimension and training.</param>
    /// <exception cref="FaissUnsupportedException">One of the two cannot be merged.</exception>
    /// <exception cref="FaissException">The two do not fit together.</exception>
    public void MergeFrom(FaissIndex other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Require(FaissOperations.Merge);
        other.Require(FaissOperations.Merge);
        NativeError.Check(NativeMethods.reid_faiss_merge(_handle, other._handle));
    }

    /// <summary>Removes all vectors and keeps the training.</summary>
    /// <exception cref="FaissException">The index is memory-mapped.</exception>
    public void Reset() => NativeError.Check(NativeMethods.reid_faiss_reset(_handle));

    /// <summary>
    /// Lets an IVF index give vectors back, which needs a map of all ids (about 50 bytes a vector); other kinds need
    /// no such step. An index with this map cannot be merged.
    /// </summary>
    /// <exception cref="FaissUnsupportedException">The kind of index keeps no vectors.</exception>
    public void EnableReconstruction()
    {
        Require(FaissOperations.Reconstruct);
        NativeError.Check(NativeMethods.reid_faiss_enable_reconstruction(_handle));
    }
}
