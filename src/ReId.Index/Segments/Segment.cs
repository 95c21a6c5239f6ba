using ReId.Index.Segments.Cache;
using ReId.Index.Segments.Kinds;
using ReId.Index.Segments.Rows;
using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments;

/// <summary>
/// A part of the vector index of one model: rows, their vectors, and perhaps an index over them. The newest one, the
/// head, grows; a full one is frozen, and sealed once its vectors are in a file. Kept alive by counting its holders:
/// a search that began before a segment was replaced still reads it.
/// </summary>
internal sealed class Segment(RowTable table, HalfRows vectors, ISegmentIndex? index = null, SegmentEntry? entry = null)
{
    private int _holders = 1;

    public RowTable Table => table;

    public HalfRows Vectors => vectors;

    /// <summary>Null: the query is compared with every row.</summary>
    public ISegmentIndex? Index => index;

    /// <summary>Its files, once it is sealed.</summary>
    public SegmentEntry? Entry => entry;

    /// <summary>An empty one that grows.</summary>
    public static Segment CreateHead(int dimension, int capacity) =>
        new(new RowTable(capacity), HalfRows.Allocate(dimension, capacity));

    /// <summary>The same rows with an index.</summary>
    public Segment With(ISegmentIndex? better, SegmentEntry named) => new(table, vectors.Share(), better, named);

    /// <summary>One holder more; false when the last one has gone already.</summary>
    public bool TryHold() => Holders.TryAdd(ref _holders);

    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            index?.Dispose();
            vectors.Release();
        }
    }
}
