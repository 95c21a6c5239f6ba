using ReId.Bindings.Faiss.Tests.Support;

namespace ReId.Bindings.Faiss.Tests.Searching;

public sealed class CellsTests
{
    private const int Dimension = TestVectors.Dimension;
    private const int Count = 700;
    private const int K = 6;
    private static readonly float[] s_rows = TestVectors.Create(Count, seed: 4);

    [Fact]
    public void Members_and_visitors_get_the_nearest_of_whom_they_met()
    {
        int[] members = [.. Enumerable.Range(0, 90).Select(i => i * 3)];
        int[] visitors = [.. Enumerable.Range(300, 333)];
        visitors = [.. visitors.Except(members)];
        var heaps = Heaps();

        FaissCells.Meet(s_rows, Dimension, members, visitors, K, heaps);

        foreach (var row in members)
        {
            AssertNearest(heaps, row, [.. members.Union(visitors).Except([row])]);
        }

        foreach (var row in visitors)
        {
            AssertNearest(heaps, row, members);
        }

        Assert.Empty(Drain(heaps, 1));
    }

    [Fact]
    public void The_order_of_cells_that_visit_each_other_changes_nothing()
    {
        // Every row visits every other cell, so each pair meets twice: nobody may be kept twice.
        var cells = Enumerable.Range(0, 7).Select(cell => Enumerable.Range(0, Count).Where(row => row % 7 == cell).ToArray()).ToArray();
        var (forward, backward) = (Heaps(), Heaps());

        foreach (var cell in cells)
        {
            FaissCells.Meet(s_rows, Dimension, cell, [.. Enumerable.Range(0, Count).Except(cell)], K, forward);
        }

        foreach (var cell in cells.Reverse())
        {
            FaissCells.Meet(s_rows, Dimension, cell, [.. Enumerable.Range(0, Count).Except(cell)], K, backward);
        }

        for (var row = 0; row < Count; row++)
        {
            AssertNearest(forward, row, [.. Enumerable.Range(0, Count).Except([row])]);
            Assert.Equal(Drain(forward, row), Drain(backward, row));
        }
    }

    [Fact]
    public void Many_members_are_compared_in_pieces()
    {
        // More distances than are kept at once.
        const int Many = 9000;
        var rows = TestVectors.Create(Many, seed: 5);
        int[] members = [.. Enumerable.Range(0, 6000)];
        var heaps = new ulong[Many * 2];
        heaps.AsSpan().Fill(FaissCells.Empty);

        FaissCells.Meet(rows, Dimension, members, [.. Enumerable.Range(6000, 3000)], 2, heaps);

        foreach (var row in new[] { 0, 5999, 6000, 8999 })
        {
            var places = new int[2];
            Assert.Equal(2, FaissCells.Drain(heaps.AsSpan(row * 2, 2), places));
            Assert.Equal(Nearest(rows, row, [.. Enumerable.Range(0, row < 6000 ? Many : 6000).Where(other => other != row)], 2), places);
        }
    }

    [Fact]
    public void Distances_beyond_a_float_find_nobody_and_empty_cells_do_nothing()
    {
        var far = new float[] { 1e30f, 0, -1e30f, 0 };
        ulong[] heaps = [FaissCells.Empty, FaissCells.Empty];

        FaissCells.Meet(far, 2, [0, 1], [], 1, heaps);
        FaissCells.Meet(far, 2, [], [0, 1], 1, heaps);

        Assert.Equal([FaissCells.Empty, FaissCells.Empty], heaps);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("no whole number of vectors", Refused(() => FaissCells.Meet(s_rows.AsSpan(1), Dimension, [0], [], K, Heaps())), StringComparison.Ordinal);
        Assert.Contains("700 rows with 6 neighbours each need 4200 words, not 5", Refused(() => FaissCells.Meet(s_rows, Dimension, [0], [], K, new ulong[5])), StringComparison.Ordinal);
        Assert.Contains("must be rows from 0 to 699", Refused(() => FaissCells.Meet(s_rows, Dimension, [700], [], K, Heaps())), StringComparison.Ordinal);
        Assert.Contains("must be rows from 0 to 699", Refused(() => FaissCells.Meet(s_rows, Dimension, [0], [-1], K, Heaps())), StringComparison.Ordinal);

        static string Refused(Action act) => Assert.Throws<ArgumentException>(act).Message;
    }

    private static ulong[] Heaps()
    {
        var heaps = new ulong[Count * K];
        heaps.AsSpan().Fill(FaissCells.Empty);
        return heaps;
    }

    private static int[] Drain(ulong[] heaps, int row)
    {
        var rows = new int[K];
        return rows[..FaissCells.Drain([.. heaps.AsSpan(row * K, K)], rows)];
    }

    private static void AssertNearest(ulong[] heaps, int row, int[] others) => Assert.Equal(Nearest(s_rows, row, others, K), Drain(heaps, row));

    private static int[] Nearest(float[] rows, int row, int[] others, int k)
    {
        return [.. others.OrderBy(Distance).Take(k)];

        double Distance(int other) =>
            Enumerable.Range(0, Dimension).Sum(i => Math.Pow((double)rows[(row * Dimension) + i] - rows[(other * Dimension) + i], 2));
    }
}
