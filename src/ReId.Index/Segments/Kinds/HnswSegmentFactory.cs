namespace ReId.Index.Segments.Kinds;

/// <summary>
/// A navigable graph: the quickest search, and the most memory (4 bytes a component and 256 bytes of links a row, all
/// of it read at the start).
/// </summary>
internal sealed class HnswSegmentFactory : FaissSegmentFactory
{
    public override string Name => "hnsw";

    protected override string Kind => "HNSWFlat";

    protected override string Description(int dimension, int count) => "HNSW32,Flat";

    // A step of the graph costs about 32 comparisons, at random places. As many come out as are kept on the way: FAISS
    // 1.7.3 sizes its list of candidates by the number that is asked for, and not by the efSearch of one call.
    protected override IEnumerable<Effort> Ladder(int count, int depth)
    {
        for (var kept = Math.Max(32, depth); kept <= Math.Max(depth, count / 20); kept *= 2)
        {
            yield return new Effort(kept, kept);
        }
    }
}
