namespace ReId.Index.Segments;

/// <summary>
/// The segments of a model at one moment, by rising sequence numbers, the head last. Immutable: a change makes a new
/// one, and searches go on in the one that they hold.
/// </summary>
internal sealed class IndexState
{
    private int _holders = 1;

    /// <summary>Holds the segments; whoever made them lets go of its own hold.</summary>
    public IndexState(IReadOnlyList<Segment> segments, Segment head)
    {
        Segments = [.. segments.OrderBy(segment => segment.Table.FirstSequence), head];
        Head = head;
        foreach (var segment in Segments)
        {
            if (!segment.TryHold())
            {
                throw new InvalidOperationException("a segment is gone already");
            }
        }
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Segment> Segments { get; }

    public Segment Head { get; }

    /// <summary>All but the head.</summary>
    public IEnumerable<Segment> Frozen => Segments.Where(segment => segment != Head);

    public int Live => Segments.Sum(segment => segment.Table.Live);

    public bool TryHold() => Holders.TryAdd(ref _holders);

    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            foreach (var segment in Segments)
            {
                segment.Release();
            }
        }
    }
}
