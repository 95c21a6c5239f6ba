using ReId.Index.Segments.Rows;

namespace ReId.Index.Segments;

/// <summary>A model as the index knows it.</summary>
/// <param name="Id">Its number in the database.</param>
/// <param name="Name">Its content-derived id.</param>
/// <param name="Dimension">Components of a vector.</param>
internal sealed record ModelInfo(int Id, string Name, int Dimension);

/// <summary>A committed vector.</summary>
/// <param name="Sequence">Its sequence number.</param>
/// <param name="Half">Its components as they are stored: little-endian float16.</param>
internal readonly record struct IndexedVector(long Sequence, ReadOnlyMemory<byte> Half);

/// <summary>The truth that the index is a cache of.</summary>
internal interface IVectorSource
{
    /// <summary>The records of a model behind a sequence number (0 for all), by rising sequence number.</summary>
    IAsyncEnumerable<VectorRecord> RecordsAsync(int modelId, long after, CancellationToken cancellationToken);

    /// <summary>Number of records of a model up to a sequence number.</summary>
    Task<int> CountAsync(int modelId, long upTo, CancellationToken cancellationToken);

    /// <summary>The vectors of a model behind one sequence number and up to another, by rising sequence number.</summary>
    IAsyncEnumerable<IndexedVector> VectorsAsync(
        ModelInfo model, long after, long upTo, CancellationToken cancellationToken);
}
