using ReId.Index.Segments;
using ReId.Index.Segments.Kinds;
using ReId.Index.Segments.Rows;
using ReId.Index.Segments.Searching;
using ReId.Index.Segments.Vectors;
using ReId.Index.Tests.Segments.Vectors;
using ReId.Index.Tests.Support;
using ReId.Testing;

namespace ReId.Index.Tests.Segments.Kinds;

/// <summary>What every kind of segment must do; a new kind inherits this and is done when it passes.</summary>
public abstract class SegmentContract : IClassFixture<BuiltSegments>
{
    /// <summary>The promise of docs/index.md.</summary>
    protected const double LeastRecall = SegmentTuner.PromisedRecall;

    private const int Count = BuiltSegments.Count;

    private readonly BuiltSegments _built;
    private readonly ISegmentFactory _factory;
    private readonly Crowd _crowd;
    private readonly Random _random = new(12);

    protected SegmentContract(string kind, BuiltSegments built)
    {
        _built = built;
        _factory = SegmentCatalog.Get(kind);
        _crowd = BuiltSegments.Crowd(seed: 13);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Whether the kind is expected to have an index of people's vectors, or compares with every row.</summary>
    protected virtual bool HasIndex => true;

    [Fact]
    public void It_has_an_index_where_that_pays()
    {
        using var held = Held();
        Assert.Equal(HasIndex, held.Segment.Index is not null);
        Assert.Equal("flat", _factory.For(10).Name);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(Count + 1)]
    public void Search_finds_what_the_plain_scan_finds(int k)
    {
        using var held = Held();
        AssertRecall(held.Segment, Many(_crowd.Next), k, new RecordFilter());
    }

    [Fact]
    public void Queries_that_resemble_nothing_find_what_the_plain_scan_finds()
    {
        using var held = Held();
        AssertRecall(held.Segment, Many(_crowd.Stranger), 10, new RecordFilter());
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.05)]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public void Filters_lower_no_recall(double share)
    {
        using var held = Held();
        AssertRecall(held.Segment, Many(_crowd.Next), 10, new RecordFilter
        {
            ExcludeCrops = held.Segment.Table.Crops.Where(_ => _random.NextDouble() >= share).ToHashSet(),
        });
    }

    [Fact]
    public void A_filter_that_shuts_out_just_the_nearest_lowers_no_recall()
    {
        using var held = Held();
        var segment = held.Segment;
        foreach (var query in Many(_crowd.Next))
        {
            var nearest = HalfScanTests.Sorted(segment.Vectors, Count, query, null).Take(300);
            AssertRecall(segment, [query], 10, new RecordFilter
            {
                ExcludeCrops = nearest.Select(row => segment.Table.Crops[row.Row]).ToHashSet(),
            });
        }
    }

    [Fact]
    public void Removed_vectors_are_not_found_and_others_stay()
    {
        using var held = Held();
        var segment = held.Segment;
        var queries = Many(_crowd.Next);
        foreach (var query in queries)
        {
            foreach (var near in HalfScanTests.Sorted(segment.Vectors, Count, query, null).Take(5))
            {
                segment.Table.Delete(near.Row);
            }
        }

        AssertRecall(segment, queries, 10, new RecordFilter());
        Assert.All(queries, query => Assert.All(
            Search(segment, query, 50, new RecordFilter()), row => Assert.False(segment.Table.IsDeleted(row.Row))));
    }

    [Fact]
    public void Exact_means_exact()
    {
        using var held = Held();
        var segment = held.Segment;
        foreach (var query in Many(_crowd.Stranger))
        {
            var expected = HalfScanTests.Sorted(segment.Vectors, Count, query, null).Take(100);
            var found = new SegmentView(segment, new RecordFilter())
                .Search(QueryVector.Of(query, new SearchLimits(1, 0)), 100, exact: true, Token);
            Assert.True(found.IsExact);
            Assert.All(expected.Zip(found.Rows), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 1e-5));
        }
    }

    [Fact]
    public void Vectors_without_any_structure_are_found_all_the_same()
    {
        // Nothing is near to anything: the hardest case for every index, which may well decline.
        using var held = _built.Load(_factory, clustered: false);
        AssertRecall(held.Segment, Many(_crowd.Stranger), 10, new RecordFilter());
    }

    [Fact]
    public void A_saved_index_comes_back_the_same()
    {
        using var held = Held();
        var segment = held.Segment;
        if (segment.Index is not { } index)
        {
            Assert.False(HasIndex);
            return;
        }

        using var loaded = _factory.Load(_built.File(clustered: true), segment.Vectors, Count, index.Plan);

        var rows = new SegmentRows(segment.Vectors, Count, null);
        Assert.All(Many(_crowd.Next), query =>
        {
            var asked = QueryVector.Of(query, new SearchLimits(1, 0));
            Assert.Equal(index.Search(rows, asked, 10, Token)!.Value.Rows, loaded.Search(rows, asked, 10, Token)!.Value.Rows);
        });
    }

    [Fact]
    public void A_file_that_is_damaged_or_holds_something_else_is_refused()
    {
        using var held = Held();
        var segment = held.Segment;
        if (segment.Index is not { } index)
        {
            return;
        }

        using var folder = new TemporaryFolder();
        var bytes = File.ReadAllBytes(_built.File(clustered: true));
        File.WriteAllBytes(folder.File("index"), bytes);
        File.WriteAllBytes(folder.File("half"), bytes[..(bytes.Length / 2)]);
        File.WriteAllBytes(folder.File("empty"), []);
        File.WriteAllText(folder.File("text"), "This is no index.");
        bytes[bytes.Length / 3] ^= 4;
        File.WriteAllBytes(folder.File("flipped"), bytes);
        using (var other = Bindings.Faiss.FaissIndex.Create(BuiltSegments.Dimension, "Flat"))
        {
            other.Add(_crowd.Next());
            other.Write(folder.File("other"));
        }

        foreach (var file in new[] { "half", "empty", "text", "flipped", "other" })
        {
            Assert.Throws<InvalidDataException>(() => _factory.Load(folder.File(file), segment.Vectors, Count, index.Plan));
        }

        Assert.Throws<InvalidDataException>(() => _factory.Load(folder.File("index"), segment.Vectors, Count - 1, index.Plan));
        var narrow = HalfRows.Allocate(BuiltSegments.Dimension + 1, 1);
        Assert.Throws<InvalidDataException>(() => _factory.Load(folder.File("index"), narrow, Count, index.Plan));
        narrow.Release();
    }

    [Fact]
    public void Searches_may_run_side_by_side()
    {
        using var held = Held();
        var segment = held.Segment;
        var queries = Many(_crowd.Next);
        var expected = queries.Select(query => Search(segment, query, 10, new RecordFilter())).ToArray();

        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4 }, round => Assert.Equal(
            expected[round % queries.Length], Search(segment, queries[round % queries.Length], 10, new RecordFilter())));
    }

    [Fact]
    public void Building_can_be_cancelled()
    {
        using var held = Held();
        var segment = held.Segment;
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        if (HasIndex)
        {
            Assert.Throws<OperationCanceledException>(() => _factory.Build(segment.Vectors, Count, cancelled.Token));
        }
    }

    private BuiltSegments.Holder Held() => _built.Load(_factory, clustered: true);

    private static void AssertRecall(Segment segment, float[][] queries, int k, RecordFilter filter)
    {
        var passing = filter.Apply(segment.Table, Count);
        var (found, wanted) = (0, 0);
        foreach (var query in queries)
        {
            var all = HalfScanTests.Sorted(segment.Vectors, Count, query, passing).ToDictionary(row => row.Row, row => row.Score);
            var rows = Search(segment, query, k, filter);
            Assert.Equal(Math.Min(k, all.Count), rows.Count);
            Assert.All(rows, row => Assert.Equal(all[row.Row], row.Score, 1e-5));
            Assert.Equal(rows.OrderByDescending(row => row.Score).Select(row => row.Score), rows.Select(row => row.Score));
            Assert.Equal(rows.Count, rows.DistinctBy(row => row.Row).Count());
            // A tie at the end may be broken either way.
            var last = all.Values.OrderDescending().Skip(rows.Count - 1).FirstOrDefault(float.MaxValue);
            found += rows.Count(row => row.Score >= last - 1e-6f);
            wanted += rows.Count;
        }

        Assert.True(found >= LeastRecall * wanted, $"{found} of {wanted} neighbours found");
    }

    // As a gallery searches: with the second look for queries that the plan was not measured with.
    private static List<ScoredRow> Search(Segment segment, float[] query, int k, RecordFilter filter) =>
        [.. TopKSearch.Best(
                [new SegmentView(segment, filter)], QueryVector.Of(query, new SearchLimits(1, 0)), k, exact: false, Token)
            .Select(hit => new ScoredRow(segment.Table.Find(hit.Record.Sequence), hit.Score))];

    private static float[][] Many(Func<float[]> query) => [.. Enumerable.Range(0, 40).Select(_ => query())];
}

/// <summary>Every row compared, against the contract.</summary>
public sealed class FlatSegmentTests(BuiltSegments built) : SegmentContract("flat", built)
{
    protected override bool HasIndex => false;
}

/// <summary>The graph against the contract.</summary>
public sealed class HnswSegmentTests(BuiltSegments built) : SegmentContract("hnsw", built);

/// <summary>The lists against the contract.</summary>
public sealed class IvfFlatSegmentTests(BuiltSegments built) : SegmentContract("ivf-flat", built);

/// <summary>The lists of codes against the contract.</summary>
public sealed class IvfPqSegmentTests(BuiltSegments built) : SegmentContract("ivf-pq", built);

/// <summary>The bit codes against the contract.</summary>
public sealed class RabitqSegmentTests(BuiltSegments built) : SegmentContract("rabitq", built);

/// <summary>The choice by size, which is flat at the contract's size, against the contract.</summary>
public sealed class AutoSegmentTests(BuiltSegments built) : SegmentContract("auto", built)
{
    protected override bool HasIndex => false;
}
