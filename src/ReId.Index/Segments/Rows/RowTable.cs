namespace ReId.Index.Segments.Rows;

/// <summary>
/// What filters and groups need to know of each row, column by column. One writer appends; readers see the rows up to
/// the <see cref="Count"/> that they read, and removals at once. Nothing waits for anything.
/// </summary>
internal sealed class RowTable(int capacity)
{
    private readonly ulong[] _deleted = new ulong[(capacity + 63) / 64];
    private int _count;
    private int _deletions;

    public int Capacity => capacity;

    /// <summary>Rows, deleted ones included.</summary>
    public int Count => Volatile.Read(ref _count);

    public int Deletions => Volatile.Read(ref _deletions);

    public int Live => Count - Deletions;

    /// <summary>Rising.</summary>
    public long[] Sequences { get; } = new long[capacity];

    public Guid[] Crops { get; } = new Guid[capacity];

    public Guid[] Tracklets { get; } = new Guid[capacity];

    public int[] Cameras { get; } = new int[capacity];

    public long[] Ticks { get; } = new long[capacity];

    public float[] Qualities { get; } = new float[capacity];

    /// <summary>Of the capture times of the rows, those deleted included.</summary>
    public long LeastTicks { get; private set; } = long.MaxValue;

    public long GreatestTicks { get; private set; } = long.MinValue;

    public long FirstSequence => Count == 0 ? 0 : Sequences[0];

    public long LastSequence => Count is var count && count == 0 ? 0 : Sequences[count - 1];

    /// <summary>Adds a row; its vector must be in place.</summary>
    public void Append(in VectorRecord record)
    {
        var row = _count;
        if (row > 0 && record.Sequence <= Sequences[row - 1])
        {
            throw new InvalidOperationException($"sequence {record.Sequence} does not follow {Sequences[row - 1]}");
        }

        Sequences[row] = record.Sequence;
        Crops[row] = record.CropId;
        Tracklets[row] = record.TrackletId;
        Cameras[row] = record.CameraId;
        Ticks[row] = record.Ticks;
        Qualities[row] = record.Quality;
        LeastTicks = Math.Min(LeastTicks, record.Ticks);
        GreatestTicks = Math.Max(GreatestTicks, record.Ticks);
        Volatile.Write(ref _count, row + 1);
    }

    /// <summary>Adds a row whose record is gone.</summary>
    public void AppendDeleted(long sequence)
    {
        var row = _count;
        Sequences[row] = sequence;
        Delete(row);
        Volatile.Write(ref _count, row + 1);
    }

    public VectorRecord Record(int row) => new(
        Sequences[row], Crops[row], Tracklets[row], Cameras[row], Ticks[row], Qualities[row]);

    public bool IsDeleted(int row) => (Volatile.Read(ref _deleted[row / 64]) & (1UL << (row % 64))) != 0;

    /// <summary>False when it was deleted before.</summary>
    public bool Delete(int row)
    {
        var bit = 1UL << (row % 64);
        if ((Interlocked.Or(ref _deleted[row / 64], bit) & bit) != 0)
        {
            return false;
        }

        Interlocked.Increment(ref _deletions);
        return true;
    }

    /// <summary>Deletes the rows of some crops; returns their number.</summary>
    public int Delete(GuidSet crops)
    {
        var count = Count;
        var removed = 0;
        for (var row = 0; row < count; row++)
        {
            if (crops.Contains(in Crops[row]) && Delete(row))
            {
                removed++;
            }
        }

        return removed;
    }

    /// <summary>The row of a sequence number, or -1.</summary>
    public int Find(long sequence)
    {
        var row = Array.BinarySearch(Sequences, 0, Count, sequence);
        return row < 0 ? -1 : row;
    }

    /// <summary>The rows up to a count that are not deleted.</summary>
    public RowBitmap LiveRows(int count)
    {
        var words = new ulong[(count + 63) / 64];
        for (var at = 0; at < words.Length; at++)
        {
            words[at] = ~Volatile.Read(ref _deleted[at]);
        }

        if (count % 64 != 0)
        {
            words[^1] &= (1UL << (count % 64)) - 1;
        }

        return new RowBitmap(words);
    }
}
