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
    private readonly Dictionary<bool, (HalfRows Rows, SearchPlan? Plan)> _built = [];

    /// <summary>
    /// The same people for every seed, seen otherwise. Few crops of each for the graph, which declines a crowd in which
    /// forty show the same person.
    /// </summary>
    internal static Crowd Crowd(string kind, int seed) => new(Dimension, kind == "hnsw" ? 3000 : 150, seed: 11, views: seed);

    internal Holder Load(ISegmentFactory factory, bool clustered)
    {
        var file = _folder.File($"{clustered}");
        if (!_built.TryGetValue(clustered, out var built))
        {
            built.Rows = Crowd(factory.Name, seed: 11).Rows(Count, clustered);
            using var index = factory.Build(built.Rows, Count, CancellationToken.None);
            index?.Save(file);
            built.Plan = index?.Plan;
            _built[clustered] = built;
        }

        var table = new RowTable(Count);
        for (var row = 0; row < Count; row++)
        {
            table.Append(new VectorRecord(5 + (2 * row), Guid.NewGuid(), Guid.NewGuid(), 1, 0, 1));
        }

        return new Holder(new Segment(
            table, built.Rows.Share(), built.Plan is null ? null : factory.Load(file, built.Rows, Count, built.Plan)));
    }

    public void Dispose()
    {
        foreach (var (rows, _) in _built.Values)
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
