using ReId.Index.Segments;
using ReId.Index.Segments.Cache;
using ReId.Index.Segments.Kinds;
using ReId.Index.Segments.Maintenance;
using ReId.Index.Segments.Rows;

namespace ReId.Index.Tests.Segments.Maintenance;

public sealed class MergePolicyTests
{
    private const int Unit = 10;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(39, 0)]
    [InlineData(40, 1)]
    [InlineData(159, 1)]
    [InlineData(160, 2)]
    public void Levels_are_four_times_as_large_as_the_one_before(int rows, int level) =>
        Assert.Equal(level, MergePolicy.Level(rows, Unit));

    [Theory]
    [InlineData("10s 10s 10s", null)]
    [InlineData("10s 10m 10m", "1 2")] // What is only in memory comes first,
    [InlineData("10m 10s 10m", "0")] // neighbours together.
    [InlineData("10s 10s 10s 10s", "0 1 2 3")]
    [InlineData("40s 10s 10s 10s", null)] // A larger one waits for others of its size.
    [InlineData("40s 10s 10s 10s 10s", "1 2 3 4")]
    [InlineData("40s 40s 40s 40s 10s", "0 1 2 3 4")]
    [InlineData("10s 10s 40s 10s 10s", "0 1 2 3 4")] // A small one between larger ones is taken along.
    [InlineData("10s 10s-3 10s", "1")] // Too much was removed.
    [InlineData("10s 10s-2 10s", null)]
    [InlineData("4h", null)]
    public void The_most_urgent_is_chosen(string segments, string? expected)
    {
        var job = Next(segments, SegmentCatalog.Get("flat"), out var all);

        Assert.Equal(expected, job is null ? null : string.Join(' ', job.Inputs.Select(input => all.IndexOf(input))));
    }

    [Fact]
    public void A_segment_without_the_index_that_its_size_asks_for_gets_it_and_is_asked_once()
    {
        var job = Next("6000s", SegmentCatalog.Get("hnsw"), out var all);
        Assert.True(job is { Indexed: true } && job.Inputs.Single() == all[0]);
        Assert.Null(Next("6000d", SegmentCatalog.Get("hnsw"), out _));
        Assert.Null(Next("900s", SegmentCatalog.Get("hnsw"), out _));
    }

    // "10s": ten rows, sealed; m: in memory; d: sealed, and an hnsw was declined; h: the head alone; -3: three removed.
    private static MergeJob? Next(string text, ISegmentFactory kind, out List<Segment> segments)
    {
        var sequence = 0;
        segments = [.. text.Split(' ').Where(word => !word.EndsWith('h')).Select(word =>
        {
            var parts = word.Split('-');
            var table = new RowTable(int.Parse(parts[0][..^1], System.Globalization.CultureInfo.InvariantCulture));
            for (var row = 0; row < table.Capacity; row++)
            {
                table.Append(new VectorRecord(++sequence, Guid.NewGuid(), Guid.NewGuid(), 1, 0, 1));
            }

            for (var row = 0; parts.Length > 1 && row < parts[1][0] - '0'; row++)
            {
                table.Delete(row);
            }

            var entry = parts[0][^1] == 'm' ? null : new SegmentEntry
            {
                Model = "m", Dimension = 1, Kind = "flat", Wanted = parts[0][^1] == 'd' ? "hnsw" : null, Count = table.Count,
                FirstSequence = table.FirstSequence, LastSequence = table.LastSequence, Vectors = new CachedFile("f", "s"),
            };
            return new Segment(table, Index.Segments.Vectors.HalfRows.Allocate(1, 1), entry: entry);
        })];
        return MergePolicy.Next(new IndexState(segments, Segment.CreateHead(1, 1)), kind, Unit);
    }
}
