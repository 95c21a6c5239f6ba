using System.Runtime.CompilerServices;

namespace ReId.Index.Segments.Rows;

/// <summary>A set of ids that is asked for every row: most answers are no and come from one bit.</summary>
internal sealed class GuidSet
{
    private const int Bits = 1 << 16;

    private readonly HashSet<Guid> _ids;
    private readonly ulong[] _mayHold = new ulong[Bits / 64];

    public GuidSet(IEnumerable<Guid> ids)
    {
        _ids = [.. ids];
        foreach (var id in _ids)
        {
            var at = Place(id);
            _mayHold[at / 64] |= 1UL << (at % 64);
        }
    }

    public int Count => _ids.Count;

    public bool Contains(in Guid id)
    {
        var at = Place(id);
        return (_mayHold[at / 64] & (1UL << (at % 64))) != 0 && _ids.Contains(id);
    }

    // The last bytes of a UUID are its random ones.
    private static int Place(in Guid id) =>
        Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref Unsafe.As<Guid, byte>(ref Unsafe.AsRef(in id)), 14));
}
