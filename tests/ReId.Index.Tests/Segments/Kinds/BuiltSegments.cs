using ReId.Index.Segments;
using ReId.Index.Segments.Kinds;
using ReId.Index.Segments.Rows;
using ReId.Index.Segments.Vectors;
using ReId.Index.Tests.Support;
using ReId.Testing;

namespace ReId.Index.Tests.Segments.Kinds;

/// <summary>Segments that the tests of a kind share: built once, kept in a file, read by each test anew.</summary>
public sealed class BuiltSegments : IDisposable
{
    internal const int Count = 6000;
    internal const int Dimension = 104; // No multiple of any vector width.

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<bool, (HalfRows Rows, bool Indexed, SearchPlan? Plan)> _built = [];

    /// <summary>The same people for every seed, seen otherwise.</summary>
    internal static Crowd Crowd(int seed) => new(Dimension, people: 150, seed: 11, views: seed);

    /// <summary>The index's file.</summary>
    internal string File(bool clustered) => _folder.File($"{clustered}");

    internal Holder Load(ISegmentFactory factory, bool clustered)
    {
        var file = File(clustered);
        if (!_built.TryGetValue(clustered, out var built))
        {
            built.Rows = Crowd(seed: 11).Rows(Count, clustered);
            using var index = factory.Build(built.Rows, Count, CancellationToken.None);
            index?.Save(file);
            (built.Indexed, built.Plan) = (index is not null, index?.Plan);
            _built[clustered] = built;
        }

        var table = new RowTable(Count);
        for (var row = 0; row < Count; row++)
        {
            table.Append(new VectorRecord(5 + (2 * row), Guid.NewGuid(), Guid.NewGuid(), 1, 0, 1));
        }

        return new Holder(new Segment(
            table, built.Rows.Share(), !built.Indexed ? null : factory.Load(file, built.Rows, Count, built.Plan)));
    }

    public void Dispose()
    {
        foreach (var (rows, _, _) in _built.Values)
        {
            rows.Release();
        }

        _folder.Dispose();
    }

    internal sealed record Holder(Segment Segment) : IDisposable
    {
        public void Dispose() => Segment.Release();
    }
}
