namespace ReId.Bindings.Faiss;

/// <summary>Settings of one search, in place of the index's own.</summary>
public sealed record FaissSearchOptions
{
    /// <summary>Which ids may be found; null for all.</summary>
    public FaissFilter? Filter { get; init; }

    /// <summary>Lists that an IVF index looks into; 0 for the index's own setting.</summary>
    public int NProbe { get; init; }

    /// <summary>Candidates that an HNSW index keeps; 0 for the index's own setting.</summary>
    public int EfSearch { get; init; }
}
