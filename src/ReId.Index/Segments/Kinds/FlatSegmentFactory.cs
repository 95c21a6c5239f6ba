using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments.Kinds;

/// <summary>No index at all: the query is compared with every row. Exact, nothing to train, nothing beside the vectors.</summary>
internal sealed class FlatSegmentFactory : ISegmentFactory
{
    public static FlatSegmentFactory Instance { get; } = new();

    public string Name => "flat";

    public ISegmentIndex? Build(HalfRows rows, int count, CancellationToken cancellationToken) => null;

    public ISegmentIndex Load(string path, HalfRows rows, int count, SearchPlan? plan) =>
        throw new InvalidDataException("a flat segment has no index file");
}
