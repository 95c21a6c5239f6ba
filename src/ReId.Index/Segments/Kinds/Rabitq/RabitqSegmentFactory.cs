using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments.Kinds.Rabitq;

/// <summary>
/// One bit a component (<see cref="BitCodes"/>): every row is looked at, but a sixteenth of its bytes, and those that may
/// belong to the nearest are scored by the float16 vectors. Nothing is trained or measured, and how well it finds does
/// not hang on clusters in the data.
/// </summary>
internal sealed class RabitqSegmentFactory : ISegmentFactory
{
    private const int FewestRows = 5_000;

    public string Name => "rabitq";

    public ISegmentFactory For(int rows) => rows < FewestRows ? FlatSegmentFactory.Instance : this;

    // Codes are one array: thousands of components of millions of rows do not fit, and are compared row by row.
    public ISegmentIndex? Build(HalfRows rows, int count, CancellationToken cancellationToken) =>
        BitCodes.CodeBytes(rows.Dimension, count) <= Array.MaxLength
            ? new RabitqSegmentIndex(BitEncoder.Run(rows, count, cancellationToken))
            : null;

    public ISegmentIndex Load(string path, HalfRows rows, int count, SearchPlan? plan) =>
        new RabitqSegmentIndex(BitCodesFile.Read(path, rows.Dimension, count));
}
