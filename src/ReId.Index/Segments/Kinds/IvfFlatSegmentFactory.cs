namespace ReId.Index.Segments.Kinds;

/// <summary>
/// Lists of similar vectors, of which a search looks into some. The lists stay in their file, 4 bytes a component, and
/// are paged in.
/// </summary>
internal sealed class IvfFlatSegmentFactory : FaissSegmentFactory
{
    public override string Name => "ivf-flat";

    protected override string Kind => "IVFFlat";

    protected override string Description(int dimension, int count) => $"IVF{IvfLists.For(count)},Flat";

    protected override int TrainingRows(int count) => IvfLists.TrainingRows(count);

    // The lists are float32 and the exact scan float16: more than a quarter of them is no gain.
    protected override IEnumerable<Effort> Ladder(int count, int depth) =>
        IvfLists.Probes(count, 4).Select(probe => new Effort(probe, depth));
}
