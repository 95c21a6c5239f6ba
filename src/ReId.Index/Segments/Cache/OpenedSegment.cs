using ReId.Index.Segments.Kinds;
using ReId.Index.Segments.Rows;
using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments.Cache;

/// <summary>
/// A sealed segment that was read and whose checksum holds, while the database's records are laid over its rows: a row
/// without a record was removed since it was written; a record without a row means that the segment is not ours.
/// </summary>
internal sealed class OpenedSegment
{
    private readonly HalfRows _rows;
    private readonly long[] _sequences;
    private readonly ISegmentIndex? _index;
    private int _next;

    private OpenedSegment(SegmentEntry entry, HalfRows rows, long[] sequences, ISegmentIndex? index)
    {
        (Entry, _rows, _sequences, _index) = (entry, rows, sequences, index);
        Table = new RowTable(sequences.Length);
    }

    public SegmentEntry Entry { get; }

    public RowTable Table { get; }

    /// <summary>Reads the segment when its checksums hold; otherwise says why not and returns null.</summary>
    public static OpenedSegment? TryOpen(SegmentEntry entry, SegmentStore store, IndexLog log)
    {
        if (Guarded(entry.Vectors, () => VectorFile.Map(store.PathOf(entry.Vectors.File), entry.Dimension, entry.Count)) is not { } vectors)
        {
            return null;
        }

        if (vectors.Sequences[0] != entry.FirstSequence || vectors.Sequences[^1] != entry.LastSequence)
        {
            log.SegmentDamaged(store.PathOf(entry.Vectors.File), "its sequence numbers are not those of the manifest");
            vectors.Rows.Release();
            return null;
        }

        if (entry.Index is not { } file)
        {
            return new OpenedSegment(entry, vectors.Rows, vectors.Sequences, null);
        }

        // Without its index a segment is searched row by row until it gets another.
        var index = Guarded(file, () => (SegmentCatalog.Find(entry.Kind)
            ?? throw new InvalidDataException($"its kind '{entry.Kind}' is not known"))
            .Load(store.PathOf(file.File), vectors.Rows, entry.Count, entry.Plan));
        return new OpenedSegment(
            index is null ? entry with { Kind = FlatSegmentFactory.Instance.Name, Wanted = null, Index = null, Plan = null } : entry,
            vectors.Rows, vectors.Sequences, index);

        T? Guarded<T>(CachedFile cached, Func<T> read)
            where T : class
        {
            var path = store.PathOf(cached.File);
            try
            {
                if (store.IsWhole(cached))
                {
                    return read();
                }

                log.SegmentDamaged(path, "its checksum is wrong");
            }
            catch (Exception damage) when (damage is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                log.SegmentDamaged(path, damage.Message);
            }

            return null;
        }
    }

    /// <summary>The next record of its range; false when it has no such row.</summary>
    public bool Lay(in VectorRecord record)
    {
        while (_next < _sequences.Length && _sequences[_next] < record.Sequence)
        {
            Table.AppendDeleted(_sequences[_next++]);
        }

        if (_next == _sequences.Length || _sequences[_next] != record.Sequence)
        {
            return false;
        }

        Table.Append(record);
        _next++;
        return true;
    }

    /// <summary>All records have come.</summary>
    public Segment Finish()
    {
        while (_next < _sequences.Length)
        {
            Table.AppendDeleted(_sequences[_next++]);
        }

        return new Segment(Table, _rows, _index, Entry);
    }

    public void Discard()
    {
        _index?.Dispose();
        _rows.Release();
    }
}
