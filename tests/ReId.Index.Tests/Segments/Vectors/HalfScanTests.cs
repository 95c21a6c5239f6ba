using ReId.Index.Segments.Rows;
using ReId.Index.Segments.Vectors;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Segments.Vectors;

public sealed class HalfScanTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_scan_finds_what_sorting_finds(int threads)
    {
        const int Count = 9001; // More than a block, no multiple of a word; enough for threads at this dimension.
        var crowd = new Crowd(521, 50, seed: 4);
        var rows = crowd.Rows(Count);
        var random = new Random(2);
        try
        {
            foreach (var k in new[] { 1, 10, Count, Count + 5 })
            {
                var query = crowd.Next();
                foreach (var share in new[] { 1.0, 0.5, 0.001, 0 })
                {
                    var words = Enumerable.Range(0, (Count + 63) / 64).Select(word => Enumerable.Range(0, 64)
                        .Where(bit => (word * 64) + bit < Count && random.NextDouble() < share)
                        .Aggregate(0UL, (bits, bit) => bits | (1UL << bit))).ToArray();
                    var passing = share == 1 ? null : new RowBitmap(words);

                    var found = HalfScan.Run(rows, Count, HalfDot.Prepare(query), k, passing, threads, Token).Ordered();

                    var expected = Sorted(rows, Count, query, passing).Take(k).ToList();
                    Assert.Equal(expected.Count, found.Count);
                    Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 1e-5));
                    Assert.Equal(found.Count, found.DistinctBy(row => row.Row).Count());
                }
            }
        }
        finally
        {
            rows.Release();
        }
    }

    [Fact]
    public void Equal_scores_come_in_the_order_of_rows()
    {
        var rows = HalfRows.Allocate(2, 100);
        for (var row = 0; row < 100; row++)
        {
            rows.Set(row, Storage.HalfVector.Encode([1, 0]));
        }

        var found = HalfScan.Run(rows, 100, HalfDot.Prepare([1f, 0f]), 5, null, 1, Token).Ordered();

        Assert.Equal([0, 1, 2, 3, 4], found.Select(row => row.Row));
        rows.Release();
    }

    internal static IEnumerable<ScoredRow> Sorted(HalfRows rows, int count, float[] query, RowBitmap? passing)
    {
        var vector = new float[rows.Dimension];
        var all = new List<ScoredRow>();
        for (var row = 0; row < count; row++)
        {
            if (passing?.Contains(row) != false)
            {
                rows.Decode(row, vector);
                all.Add(new ScoredRow(row, (float)vector.Zip(query, (a, b) => (double)a * b).Sum()));
            }
        }

        return all.OrderByDescending(row => row.Score);
    }
}
