using System.Runtime.InteropServices;

namespace ReId.Index.Segments;

/// <summary>The records of one model's vectors by rising sequence number. Not for use while it changes.</summary>
internal sealed class VectorTable
{
    private readonly List<VectorRecord> _records = [];

    public int Count => _records.Count;

    /// <summary>The greatest sequence number, or 0.</summary>
    public long LastSequence => _records.Count == 0 ? 0 : _records[^1].Sequence;

    public ReadOnlySpan<VectorRecord> Records => CollectionsMarshal.AsSpan(_records);

    public void Append(VectorRecord record)
    {
        if (record.Sequence <= LastSequence)
        {
            throw new InvalidOperationException($"sequence {record.Sequence} does not follow {LastSequence}");
        }

        _records.Add(record);
    }

    /// <summary>Number of records up to a sequence number.</summary>
    public int CountUpTo(long sequence)
    {
        var (low, high) = (0, _records.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _records[middle].Sequence <= sequence ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The record of a sequence number.</summary>
    public bool TryGet(long sequence, out VectorRecord record)
    {
        var position = CountUpTo(sequence) - 1;
        if (position >= 0 && _records[position].Sequence == sequence)
        {
            record = _records[position];
            return true;
        }

        record = default;
        return false;
    }

    /// <summary>Removes the vectors of some crops and returns their sequence numbers.</summary>
    public long[] Remove(IReadOnlySet<Guid> crops)
    {
        var removed = _records.Where(record => crops.Contains(record.CropId)).Select(record => record.Sequence).ToArray();
        _records.RemoveAll(record => crops.Contains(record.CropId));
        return removed;
    }
}
