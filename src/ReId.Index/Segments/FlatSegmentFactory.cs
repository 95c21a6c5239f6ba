using ReId.Bindings.Faiss;

namespace ReId.Index.Segments;

/// <summary>Compares the query with every vector: exact, nothing to train, and vectors can be removed.</summary>
internal sealed class FlatSegmentFactory : ISegmentFactory
{
    // IDMap2 knows vectors by our sequence numbers instead of by their positions.
    private const string Description = "IDMap2,Flat";
    private const string Kind = "IDMap2,FlatIP";

    public string Name => "flat";

    public ISegment Create(int dimension) => new FaissSegment(FaissIndex.Create(dimension, Description));

    public ISegment Load(string path, int dimension)
    {
        FaissIndex index;
        try
        {
            index = FaissIndex.Read(path);
        }
        catch (FaissException failure)
        {
            throw new InvalidDataException(failure.Message, failure);
        }

        if (index.Dimension != dimension || index.Metric != FaissMetric.InnerProduct
            || !index.Supports(FaissOperations.AddWithIds | FaissOperations.Remove | FaissOperations.FilteredSearch))
        {
            var found = $"{index.Kind} of dimension {index.Dimension}";
            index.Dispose();
            throw new InvalidDataException($"it holds {found} instead of {Kind} of dimension {dimension}");
        }

        return new FaissSegment(index);
    }
}
