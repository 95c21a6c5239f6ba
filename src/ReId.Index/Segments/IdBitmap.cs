namespace ReId.Index.Segments;

/// <summary>A set of ids, one bit each: bit <c>id mod 8</c> of byte <c>id / 8</c>, as FAISS reads it.</summary>
internal sealed class IdBitmap
{
    private readonly byte[] _bits;

    /// <param name="greatest">The greatest id that can be in it.</param>
    public IdBitmap(long greatest) => _bits = new byte[(greatest / 8) + 1];

    /// <summary>Number of ids in it.</summary>
    public int Count { get; private set; }

    public ReadOnlyMemory<byte> Bits => _bits;

    public bool Contains(long id) => id >= 0 && id / 8 < _bits.Length && (_bits[id / 8] & Bit(id)) != 0;

    public void Add(long id)
    {
        if ((_bits[id / 8] & Bit(id)) == 0)
        {
            _bits[id / 8] |= Bit(id);
            Count++;
        }
    }

    public void Remove(long id)
    {
        if (Contains(id))
        {
            _bits[id / 8] &= (byte)~Bit(id);
            Count--;
        }
    }

    private static byte Bit(long id) => (byte)(1 << (int)(id % 8));
}
