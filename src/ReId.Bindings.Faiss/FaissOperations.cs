namespace ReId.Bindings.Faiss;

/// <summary>What a kind of index can do. Every index can be created, searched and emptied.</summary>
[Flags]
public enum FaissOperations
{
    /// <summary>Nothing beyond searching.</summary>
    None = 0,

    /// <summary><see cref="FaissIndex.Add(ReadOnlySpan{float}, ReadOnlySpan{long})"/>: IVF and whatever is wrapped in IDMap2.</summary>
    AddWithIds = 1 << 0,

    /// <summary><see cref="FaissIndex.Remove(FaissFilter)"/>: flat and IVF, and IDMap2 over flat; never HNSW.</summary>
    Remove = 1 << 1,

    /// <summary><see cref="FaissIndex.RangeSearch"/>: flat and IVF.</summary>
    RangeSearch = 1 << 2,

    /// <summary>A search with <see cref="FaissSearchOptions.Filter"/>: flat and IVF.</summary>
    FilteredSearch = 1 << 3,

    /// <summary><see cref="FaissIndex.Reconstruct(long)"/>: all but IDMap; an IVF index only after <see cref="FaissIndex.EnableReconstruction"/>.</summary>
    Reconstruct = 1 << 4,

    /// <summary><see cref="FaissIndex.MergeFrom"/>: flat and IVF, between two indexes of the same kind and training.</summary>
    Merge = 1 << 5,

    /// <summary><see cref="FaissIndex.Write(string)"/>: all that can be read back, so not a memory-mapped index.</summary>
    Write = 1 << 6,

    /// <summary><see cref="FaissIndex.Add(ReadOnlySpan{float})"/>, ids being positions: all but IDMap and IDMap2.</summary>
    AddSequentially = 1 << 7,
}
