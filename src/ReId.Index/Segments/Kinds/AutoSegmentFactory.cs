using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments.Kinds;

/// <summary>
/// Chooses by size: exact while that is quick, then lists, then lists of codes, which need the least memory. Not the
/// graph: it keeps float32 vectors in memory (docs/decisions/0150).
/// </summary>
internal sealed class AutoSegmentFactory : ISegmentFactory
{
    public const int FewestForLists = 50_000;
    public const int FewestForCodes = 400_000;

    private readonly IvfFlatSegmentFactory _ivfFlat = new();
    private readonly IvfPqSegmentFactory _ivfPq = new();

    public string Name => "auto";

    public ISegmentFactory For(int rows) => rows switch
    {
        < FewestForLists => FlatSegmentFactory.Instance,
        < FewestForCodes => _ivfFlat,
        _ => _ivfPq,
    };

    public ISegmentIndex? Build(HalfRows rows, int count, CancellationToken cancellationToken) =>
        For(count).Build(rows, count, cancellationToken);

    public ISegmentIndex Load(string path, HalfRows rows, int count, SearchPlan plan) =>
        throw new InvalidDataException("the manifest names the kind that was chosen, never 'auto'");
}
