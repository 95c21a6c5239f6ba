using System.Buffers.Binary;
using ReId.Bindings.Faiss.Tests.Support;

namespace ReId.Bindings.Faiss.Tests.Files;

/// <summary>Bytes from outside must end in an exception or in an index that can be searched, never in a crash.</summary>
public sealed class DamagedFileTests
{
    private const int TrailerSize = 24;
    private static readonly FaissReadOptions s_foreign = new() { RequireChecksum = false };
    private static readonly float[] s_query = TestVectors.Create(1, seed: 8);

    [Theory]
    [MemberData(nameof(FileTests.Kinds), MemberType = typeof(FileTests))]
    public void Every_cut_is_noticed(string kind)
    {
        var bytes = Bytes(kind);
        foreach (var length in Spread(bytes.Length - 1))
        {
            Assert.Throws<FaissException>(() => FaissIndex.Read(bytes.AsSpan(0, length)));
        }

        // Without the trailer the index itself is whole; any cut deeper than that is one.
        foreach (var length in Spread(bytes.Length - TrailerSize - 1))
        {
            Assert.Throws<FaissException>(() => FaissIndex.Read(bytes.AsSpan(0, length), s_foreign));
        }
    }

    [Theory]
    [MemberData(nameof(FileTests.Kinds), MemberType = typeof(FileTests))]
    public void Every_flipped_bit_is_noticed(string kind)
    {
        var bytes = Bytes(kind);
        foreach (var at in Spread(bytes.Length))
        {
            bytes[at] ^= (byte)(1 << (at % 8));
            Assert.Throws<FaissException>(() => FaissIndex.Read(bytes));
            bytes[at] ^= (byte)(1 << (at % 8));
        }
    }

    [Theory]
    [MemberData(nameof(FileTests.Kinds), MemberType = typeof(FileTests))]
    public void A_foreign_file_with_any_changed_byte_reads_searchably_or_not_at_all(string kind)
    {
        var bytes = Bytes(kind)[..^TrailerSize];
        var random = new Random(17);
        var refused = 0;
        foreach (var at in Spread(bytes.Length, 1500))
        {
            var before = bytes[at];
            bytes[at] = (byte)random.Next(256);
            refused += TryReadAndSearch(bytes) ? 0 : 1;
            bytes[at] = before;
        }

        Assert.True(refused > 0, "no change was refused, so nothing was checked");
    }

    [Theory]
    [MemberData(nameof(FileTests.Kinds), MemberType = typeof(FileTests))]
    public void Huge_numbers_claim_no_memory(string kind)
    {
        var bytes = Bytes(kind)[..^TrailerSize];
        var before = GC.GetTotalAllocatedBytes();
        foreach (var at in Enumerable.Range(0, Math.Min(bytes.Length - 8, 400)))
        {
            foreach (var huge in (long[])[1L << 36, long.MaxValue, -1, int.MaxValue])
            {
                var saved = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), huge);
                TryReadAndSearch(bytes);
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), saved);
            }
        }

        Assert.True(Environment.WorkingSet < 4L << 30, $"the process grew to {Environment.WorkingSet >> 20} MiB");
        Assert.True(GC.GetTotalAllocatedBytes() > before);
    }

    [Fact]
    public void A_foreign_file_is_refused_unless_asked_for()
    {
        var bytes = Bytes("Flat")[..^TrailerSize];

        var error = Assert.Throws<FaissException>(() => FaissIndex.Read(bytes));
        using var read = FaissIndex.Read(bytes, s_foreign);

        Assert.Contains("checksum", error.Message, StringComparison.Ordinal);
        Assert.Equal(400, read.Count);
    }

    private static bool TryReadAndSearch(byte[] bytes)
    {
        try
        {
            using var index = FaissIndex.Read(bytes, s_foreign);
            if (index.Dimension == TestVectors.Dimension && index.IsTrained)
            {
                index.Search(s_query, 3);
            }

            return true;
        }
        catch (FaissException)
        {
            return false;
        }
    }

    private static byte[] Bytes(string kind)
    {
        using var index = FileTests.Make(kind);
        using var stream = new MemoryStream();
        index.Write(stream);
        return stream.ToArray();
    }

    /// <summary>Every place near the beginning, where the structure stands, then places over the whole length.</summary>
    private static IEnumerable<int> Spread(int length, int about = 400) =>
        Enumerable.Range(0, Math.Min(length, 200))
            .Concat(Enumerable.Range(0, about).Select(i => (int)((long)length * i / about)))
            .Append(length - 1)
            .Distinct();
}
