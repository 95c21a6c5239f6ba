using ReId.Index.Segments.Kinds.Rabitq;
using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments.Kinds;

/// <summary>
/// Chooses by size: exact while that is quick, then bit codes, which keep the promise on any data. Not lists: where
/// identities are many and far apart, they would have to look into most of them (docs/decisions/0153).
/// </summary>
internal sealed class AutoSegmentFactory : ISegmentFactory
{
    public const int FewestForCodes = 50_000;

    private readonly RabitqSegmentFactory _codes = new();

    public string Name => "auto";

    public ISegmentFactory For(int rows) => rows < FewestForCodes ? FlatSegmentFactory.Instance : _codes;

    public ISegmentIndex? Build(HalfRows rows, int count, CancellationToken cancellationToken) =>
        For(count).Build(rows, count, cancellationToken);

    public ISegmentIndex Load(string path, HalfRows rows, int count, SearchPlan? plan) =>
        throw new InvalidDataException("the manifest names the kind that was chosen, never 'auto'");
}
