using ReId.Index.Segments.Kinds;
using ReId.Index.Segments.Searching;
using ReId.Index.Segments.Vectors;
using ReId.Index.Tests.Segments.Vectors;
using ReId.Index.Tests.Support;
using ReId.Testing;

namespace ReId.Index.Tests.Segments.Kinds;

public sealed class AutoSegmentFactoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void From_its_size_on_a_segment_gets_bit_codes_that_find_what_the_plain_scan_finds()
    {
        const int Count = AutoSegmentFactory.FewestForCodes;
        var auto = SegmentCatalog.Get("auto");
        Assert.Equal("flat", auto.For(Count - 1).Name);
        Assert.Equal("rabitq", auto.For(Count).Name);
        using var folder = new TemporaryFolder();
        var crowd = new Crowd(48, people: 1000, seed: 5, views: 6);
        var rows = crowd.Rows(Count, clustered: true);
        using (var built = auto.Build(rows, Count, Token)!)
        {
            built.Save(folder.File("index"));
        }

        using var loaded = auto.For(Count).Load(folder.File("index"), rows, Count, null);
        var (found, wanted) = (0, 0);
        for (var i = 0; i < 20; i++)
        {
            var query = crowd.Next();
            var expected = HalfScanTests.Sorted(rows, Count, query, null).Take(10).Select(row => row.Row);
            var hits = loaded.Search(new SegmentRows(rows, Count, null), QueryVector.Of(query, new SearchLimits(1, 0)), 10, Token)!.Value;
            found += hits.Rows.Select(row => row.Row).Intersect(expected).Count();
            wanted += 10;
        }

        Assert.True(found >= SegmentTuner.PromisedRecall * wanted, $"{found} of {wanted} neighbours found");
        rows.Release();
    }

    [Fact]
    public void Codes_that_fit_into_no_array_are_not_made()
    {
        // Nothing of it is read: it would be 4.3 GB of codes.
        var rows = HalfRows.Allocate(8192, 1);

        Assert.Null(SegmentCatalog.Get("rabitq").Build(rows, 4_200_000, Token));
        rows.Release();
    }
}
