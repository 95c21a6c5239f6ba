namespace ReId.Index.Segments;

/// <summary>
/// A part of the vector index of one model. Searches may run side by side; nothing may run beside
/// <see cref="Add"/> and <see cref="Remove"/>. The caller sees to that.
/// </summary>
internal interface ISegment : IDisposable
{
    /// <summary>Vectors in it.</summary>
    long Count { get; }

    /// <summary>Adds unit vectors (row-major) under ids that it does not hold yet.</summary>
    void Add(ReadOnlySpan<float> vectors, ReadOnlySpan<long> ids);

    /// <summary>Removes ids; unknown ones are ignored.</summary>
    /// <returns>Number of vectors removed.</returns>
    long Remove(ReadOnlySpan<long> ids);

    /// <summary>The vectors with the greatest inner product with the query, best first.</summary>
    /// <param name="query">A unit vector.</param>
    /// <param name="k">At most this many.</param>
    /// <param name="allowed">Ids that may be found; null for all.</param>
    IReadOnlyList<ScoredId> Search(ReadOnlySpan<float> query, int k, IdBitmap? allowed);

    /// <summary>Writes it to a new file.</summary>
    void Save(string path);
}

/// <summary>A vector found by a search.</summary>
internal readonly record struct ScoredId(long Id, float Score);

/// <summary>
/// Makes one kind of segment. A strategy: one class, one name, one line in <see cref="SegmentCatalog"/>; done when it
/// passes the contract suite.
/// </summary>
internal interface ISegmentFactory
{
    /// <summary>The name that <see cref="GalleryOptions.IndexKind"/> selects it by.</summary>
    string Name { get; }

    /// <summary>An empty segment.</summary>
    ISegment Create(int dimension);

    /// <summary>Reads a segment back.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or holds something else.</exception>
    ISegment Load(string path, int dimension);
}
