using ReId.Index.Segments.Kinds.Rabitq;
using ReId.Index.Segments.Rows;
using ReId.Index.Segments.Vectors;
using ReId.Index.Storage;
using ReId.Testing;

namespace ReId.Index.Tests.Segments.Kinds.Rabitq;

public sealed class BitCodesTests : IDisposable
{
    private const int Dimension = 104;
    private const int Count = 1999; // The last block is not full.

    private readonly Random _random = new(4);
    private readonly HalfRows _rows = HalfRows.Allocate(Dimension, Count);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _rows.Release();

    [Theory]
    [InlineData(0)]  // around nothing
    [InlineData(3)]  // far from the origin, as after a ReLU: everybody is alike
    public void Bounds_hold_and_estimates_are_right_on_average(float shift)
    {
        Fill(shift);
        var codes = BitEncoder.Run(_rows, Count, Token);
        var (beyond, error, deviation) = (0, 0.0, 0.0);
        for (var asked = 0; asked < 20; asked++)
        {
            var query = Vector(shift);
            var bounds = new float[Count];

            var all = codes.Estimate(query, null, Count, bounds, Token);

            Assert.Equal(Enumerable.Range(0, Count), all.Select(row => row.Row).Order());
            foreach (var (row, estimate) in all)
            {
                var (product, slack) = (Product(query, row), bounds[row] - estimate);
                beyond += product > bounds[row] ? 1 : 0;
                error += (product - estimate) / slack;
                deviation += Math.Pow((product - estimate) / slack, 2);
            }
        }

        // Three deviations: 1.3 in a thousand of a normal error.
        const double All = 20.0 * Count;
        Assert.InRange(beyond / All, 0, 0.004);
        Assert.InRange(error / All, -0.02, 0.02);
        Assert.InRange(Math.Sqrt(deviation / All), 0.25, 0.4);
    }

    [Fact]
    public void Rows_that_do_not_pass_are_infinitely_far()
    {
        Fill(0);
        var codes = BitEncoder.Run(_rows, Count, Token);
        var words = new ulong[(Count + 63) / 64];
        int[] passing = [5, 6, 64, 130, 1998];
        Array.ForEach(passing, row => words[row / 64] |= 1UL << (row % 64));
        var bounds = new float[Count];

        var found = codes.Estimate(Vector(0), new RowBitmap(words), 3, bounds, Token);

        Assert.Equal(passing, Enumerable.Range(0, Count).Where(row => bounds[row] > float.NegativeInfinity));
        Assert.Subset(passing.ToHashSet(), found.Select(row => row.Row).ToHashSet());
        Assert.Equal(3, found.Count);
    }

    [Fact]
    public void Equal_vectors_are_found_by_their_numbers()
    {
        // All are the centre: nothing is left to code.
        var vector = HalfVector.Encode(Vector(0));
        for (var row = 0; row < Count; row++)
        {
            _rows.Set(row, vector);
        }

        var codes = BitEncoder.Run(_rows, Count, Token);
        var bounds = new float[Count];

        var found = codes.Estimate(Vector(0), null, 4, bounds, Token);

        Assert.Equal(4, found.Count);
        Assert.All(bounds, bound => Assert.True(float.IsFinite(bound)));
    }

    [Fact]
    public void A_file_gives_the_same_estimates_and_damage_is_named()
    {
        using var folder = new TemporaryFolder();
        Fill(1);
        var codes = BitEncoder.Run(_rows, Count, Token);
        BitCodesFile.Write(folder.File("codes"), codes);
        var (query, before, after) = (Vector(1), new float[Count], new float[Count]);

        var found = codes.Estimate(query, null, 9, before, Token);
        var read = BitCodesFile.Read(folder.File("codes"), Dimension, Count).Estimate(query, null, 9, after, Token);

        Assert.Equal(found, read);
        Assert.Equal(before, after);
        Assert.Contains($"{Count} codes of dimension {Dimension} instead of 5 of {Dimension}", Refused(5, folder.File("codes")), StringComparison.Ordinal);
        var bytes = File.ReadAllBytes(folder.File("codes"));
        File.WriteAllBytes(folder.File("more"), [.. bytes, 0]);
        Assert.Contains("its digest is wrong", Refused(Count, folder.File("more")), StringComparison.Ordinal);

        static string Refused(int count, string file) =>
            Assert.Throws<InvalidDataException>(() => BitCodesFile.Read(file, Dimension, count)).Message;
    }

    private void Fill(float shift)
    {
        for (var row = 0; row < Count; row++)
        {
            _rows.Set(row, HalfVector.Encode(Vector(shift)));
        }
    }

    private float[] Vector(float shift) => HalfVector.Normalise(
        [.. Enumerable.Range(0, Dimension).Select(_ => shift + (float)(_random.NextDouble() + _random.NextDouble() - 1))], out _)!;

    private double Product(float[] query, int row)
    {
        var vector = new float[Dimension];
        _rows.Decode(row, vector);
        return query.Zip(vector, (a, b) => (double)a * b).Sum();
    }
}
