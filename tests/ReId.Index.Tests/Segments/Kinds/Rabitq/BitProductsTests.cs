using ReId.Index.Segments.Kinds.Rabitq;

namespace ReId.Index.Tests.Segments.Kinds.Rabitq;

public sealed unsafe class BitProductsTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(512)] // More than 16 bits hold: 512 × 254.
    public void All_ways_give_the_sums_of_looking_up_one_by_one(int bytes)
    {
        var random = new Random(bytes);
        var codes = new byte[bytes * BitProducts.Rows];
        var tables = new byte[bytes * 2 * BitTables.Sums];
        random.NextBytes(codes);
        for (var i = 0; i < tables.Length; i++)
        {
            tables[i] = (byte)(random.Next(4) == 0 ? 127 : random.Next(128));
        }

        var expected = new int[BitProducts.Rows];
        for (var i = 0; i < codes.Length; i++)
        {
            var (at, row) = (i / BitProducts.Rows, i % BitProducts.Rows);
            expected[row] += tables[(2 * at * BitTables.Sums) + (codes[i] & 15)] + tables[(((2 * at) + 1) * BitTables.Sums) + (codes[i] >> 4)];
        }

        var (steps, narrow) = (new int[BitProducts.Rows], new ushort[BitProducts.Rows]);
        fixed (byte* code = codes, table = tables)
        fixed (int* sums = steps)
        fixed (ushort* half = narrow)
        {
            BitProducts.Sum(code, table, bytes, sums);
            BitProducts.Narrow(code, table, Math.Min(bytes, 256), half);
            BitProducts.Narrow(code + 16, table, Math.Min(bytes, 256), half + 16);
        }

        Assert.Equal(expected, steps);
        if (bytes <= 256)
        {
            Assert.Equal(expected, narrow.Select(sum => (int)sum));
        }
    }
}
