using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments.Kinds;

/// <summary>
/// Chooses by size: exact while that is quick, then a graph, then compressed lists, which need the least memory. The
/// limits are measured, see docs/index.md.
/// </summary>
internal sealed class AutoSegmentFactory : ISegmentFactory
{
    public const int FewestForHnsw = 50_000;
    public const int FewestForIvfPq = 400_000;

    private readonly HnswSegmentFactory _hnsw = new();
    private readonly IvfPqSegmentFactory _ivfPq = new();

    public string Name => "auto";

    public ISegmentFactory For(int rows) => rows switch
    {
        < FewestForHnsw => FlatSegmentFactory.Instance,
        < FewestForIvfPq => _hnsw,
        _ => _ivfPq,
    };

    public ISegmentIndex? Build(HalfRows rows, int count, CancellationToken cancellationToken) =>
        For(count).Build(rows, count, cancellationToken);

    public ISegmentIndex Load(string path, HalfRows rows, int count, SearchPlan plan) =>
        throw new InvalidDataException("the manifest names the kind that was chosen, never 'auto'");
}
