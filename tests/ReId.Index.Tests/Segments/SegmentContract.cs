using ReId.Index.Segments;
using ReId.Index.Storage;
using ReId.Index.Tests.Support;
using ReId.Testing;

namespace ReId.Index.Tests.Segments;

/// <summary>What every kind of segment must do; a new kind inherits this and is done when it passes.</summary>
public abstract class SegmentContract(string kind)
{
    private const int Dimension = 37; // No multiple of any vector width.

    private readonly Sample _sample = new(5);
    private readonly ISegmentFactory _factory = SegmentCatalog.Get(kind);

    /// <summary>Share of the true neighbours that must be found; 1 for exact kinds.</summary>
    protected virtual double LeastRecall => 1;

    [Fact]
    public void An_empty_segment_finds_nothing()
    {
        using var segment = _factory.Create(Dimension);

        Assert.Equal(0, segment.Count);
        Assert.Empty(segment.Search(Unit(), 3, null));
        Assert.Equal(0, segment.Remove([1, 2]));
    }

    [Fact]
    public void Search_finds_what_the_plain_scan_finds()
    {
        using var segment = Filled(500, out var scan, out _);

        foreach (var k in new[] { 1, 2, 10, 499, 500, 600 })
        {
            AssertSame(scan, segment, Unit(), k, null);
        }
    }

    [Fact]
    public void Search_finds_only_what_is_allowed()
    {
        using var segment = Filled(500, out var scan, out var ids);
        var random = new Random(3);
        foreach (var share in new[] { 0.0, 0.01, 0.5, 1.0 })
        {
            var allowed = new IdBitmap(ids[^1]);
            foreach (var id in ids.Where(_ => random.NextDouble() < share))
            {
                allowed.Add(id);
            }

            AssertSame(scan, segment, Unit(), 20, allowed);
        }
    }

    [Fact]
    public void A_bitmap_that_ends_early_allows_nothing_behind_it()
    {
        using var segment = Filled(100, out _, out var ids);
        var allowed = new IdBitmap(ids[9]);
        allowed.Add(ids[4]);

        Assert.Equal(ids[4], Assert.Single(segment.Search(Unit(), 50, allowed)).Id);
    }

    [Fact]
    public void Removed_vectors_are_not_found_and_others_stay()
    {
        using var segment = Filled(300, out var scan, out var ids);
        var gone = ids.Where((_, i) => i % 3 == 0).ToArray();

        Assert.Equal(gone.Length, segment.Remove(gone));
        Assert.Equal(0, segment.Remove(gone));

        foreach (var id in gone)
        {
            scan.Remove(id);
        }

        Assert.Equal(scan.Count, segment.Count);
        AssertSame(scan, segment, Unit(), 300, null);
    }

    [Fact]
    public void A_saved_segment_comes_back_the_same()
    {
        using var folder = new TemporaryFolder();
        using var segment = Filled(200, out var scan, out var ids);
        segment.Remove([ids[17]]);
        scan.Remove(ids[17]);
        segment.Save(folder.File("segment"));

        using var loaded = _factory.Load(folder.File("segment"), Dimension);

        Assert.Equal(199, loaded.Count);
        AssertSame(scan, loaded, Unit(), 50, null);
        var more = Unit();
        loaded.Add(more, [ids[^1] + 1]);
        Assert.Equal(ids[^1] + 1, loaded.Search(more, 1, null)[0].Id);
        Assert.Equal(1, loaded.Remove([ids[3]]));
    }

    [Fact]
    public void A_file_that_is_damaged_or_of_another_dimension_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var segment = Filled(50, out _, out _);
        segment.Save(folder.File("segment"));
        var bytes = File.ReadAllBytes(folder.File("segment"));
        File.WriteAllBytes(folder.File("half"), bytes[..(bytes.Length / 2)]);
        File.WriteAllBytes(folder.File("empty"), []);
        File.WriteAllText(folder.File("text"), "This is no index.");

        Assert.Throws<InvalidDataException>(() => _factory.Load(folder.File("half"), Dimension));
        Assert.Throws<InvalidDataException>(() => _factory.Load(folder.File("empty"), Dimension));
        Assert.Throws<InvalidDataException>(() => _factory.Load(folder.File("text"), Dimension));
        Assert.Throws<InvalidDataException>(() => _factory.Load(folder.File("segment"), Dimension + 1));
    }

    [Fact]
    public void Searches_may_run_side_by_side_with_different_filters()
    {
        using var segment = Filled(400, out var scan, out var ids);
        var queries = Enumerable.Range(0, 8).Select(_ => Unit()).ToArray();

        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4 }, round =>
        {
            var allowed = new IdBitmap(ids[^1]);
            foreach (var id in ids.Where(id => id % 8 == round % 8))
            {
                allowed.Add(id);
            }

            AssertSame(scan, segment, queries[round % 8], 10, allowed);
        });
    }

    private void AssertSame(ExactScan scan, ISegment segment, float[] query, int k, IdBitmap? allowed)
    {
        var expected = scan.Search(query, k, allowed);
        var found = segment.Search(query, k, allowed);
        var scores = scan.Search(query, scan.Count, allowed).ToDictionary(hit => hit.Id, hit => hit.Score);

        Assert.All(found, hit => Assert.Equal(scores[hit.Id], hit.Score, 1e-5));
        Assert.Equal(found.OrderByDescending(hit => hit.Score).Select(hit => hit.Score), found.Select(hit => hit.Score));
        Assert.Equal(found.Count, found.DistinctBy(hit => hit.Id).Count());
        var hits = expected.Select(hit => hit.Id).Intersect(found.Select(hit => hit.Id)).Count();
        Assert.True(hits >= LeastRecall * expected.Count, $"{hits} of {expected.Count} neighbours found");
        Assert.True(found.Count <= k);
    }

    private ISegment Filled(int count, out ExactScan scan, out long[] ids)
    {
        // Sequence numbers have gaps: other models take some, and failed commits others.
        ids = [.. Enumerable.Range(0, count).Select(i => 5L + (3 * i) + (i % 2))];
        scan = new ExactScan();
        var segment = _factory.Create(Dimension);
        foreach (var part in ids.Chunk(64))
        {
            var rows = new List<float>();
            foreach (var id in part)
            {
                var vector = Unit();
                scan.Add(id, vector);
                rows.AddRange(vector);
            }

            segment.Add(rows.ToArray(), part);
        }

        return segment;
    }

    private float[] Unit() => HalfVector.Normalise(_sample.Vector(Dimension), out _)!;
}

/// <summary>The flat segment against the contract.</summary>
public sealed class FlatSegmentTests() : SegmentContract("flat");
