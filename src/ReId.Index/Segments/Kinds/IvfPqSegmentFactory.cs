namespace ReId.Index.Segments.Kinds;

/// <summary>
/// Lists of codes of at most 64 bytes a vector; what they find is ranked again by the float16 vectors. The least memory.
/// </summary>
internal sealed class IvfPqSegmentFactory : FaissSegmentFactory
{
    private const int MostBytes = 64;
    private const int FewestComponents = 4; // A byte for fewer says hardly more.

    public override string Name => "ivf-pq";

    protected override string Kind => "IVFPQ";

    protected override string Description(int dimension, int count) =>
        $"IVF{IvfLists.For(count)},PQ{BytesFor(dimension)}";

    protected override int TrainingRows(int count) => IvfLists.TrainingRows(count);

    // A code costs a sixteenth of a vector. Candidates are read at random places.
    protected override IEnumerable<Effort> Ladder(int count, int depth) =>
        from probe in IvfLists.Probes(count, 2)
        from fetch in new[] { 8L, 32, 128 }.Select(times => Math.Max(times * depth, 100)).Distinct()
        where fetch <= Math.Max(count / 20, depth)
        select new Effort(probe, (int)fetch);

    /// <summary>FAISS wants a divisor of the dimension.</summary>
    internal static int BytesFor(int dimension)
    {
        var most = Math.Max(1, Math.Min(MostBytes, dimension / FewestComponents));
        while (dimension % most != 0)
        {
            most--;
        }

        return most;
    }
}
