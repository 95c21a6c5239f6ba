using ReId.Index.Segments.Kinds;
using ReId.Index.Tests.Support;
using ReId.Testing;

namespace ReId.Index.Tests.DoctorTests;

/// <summary>
/// The same for a gallery large enough to have an index: its files are spoilt in turn, and each time every vector is found
/// from the first search on, the log names what was damaged, and the index is made anew.
/// </summary>
public sealed class SpoiltIndexFilesTests : GalleryTest
{
    private const int Crops = 6000;
    private const int Head = 5800;
    private const int Components = 104;
    private const int Queries = 40;
    private const int K = 10;

    private readonly TemporaryFolder _copies = new();
    private readonly MemoryBlobs _pictures = new();
    private readonly Crowd _crowd = new(Components, people: 150, seed: 11);
    private List<float[]> _queries = [];
    private List<Guid[]> _nearest = [];

    [Theory]
    [InlineData("rabitq", 3, ".json", ".rabitq", ".vectors")]
    [InlineData("hnsw", 1, ".hnsw")]
    [InlineData("ivf-flat", 1, ".ivf-flat")]
    [InlineData("ivf-pq", 1, ".ivf-pq")]
    public async Task Every_file_of_an_index_spoilt_in_turn_is_made_good(string kind, int flips, params string[] ends)
    {
        await MakeAsync(kind);
        var files = System.IO.Directory.GetFiles(File("segments")).Where(file => ends.Contains(Path.GetExtension(file))).ToList();
        Assert.Equal(ends, files.Select(Path.GetExtension).Order(StringComparer.Ordinal));
        var spoilt = 0;
        foreach (var file in files)
        {
            var path = Path.GetRelativePath(Directory, file);
            foreach (var (how, bytes) in SpoiltFiles.Ways(path, await System.IO.File.ReadAllBytesAsync(file, Token), flips))
            {
                var copy = _copies.File($"{spoilt++}");
                SpoiltFiles.Copy(Directory, copy);
                await System.IO.File.WriteAllBytesAsync(Path.Combine(copy, path), bytes, Token);
                await IsMadeGoodAsync(copy, kind, path, how);
                System.IO.Directory.Delete(copy, recursive: true);
            }
        }

        Assert.Equal((3 + flips) * files.Count, spoilt);
    }

    private async Task MakeAsync(string kind)
    {
        var entries = Enumerable.Range(0, Crops).Select(i => Sample.Entry(minutes: i, vector: _crowd.Next(), picture: [0xFF, 0xD8])).ToList();
        _queries = [.. Enumerable.Range(0, Queries).Select(_ => _crowd.Next())];
        await using var gallery = await OpenAsync(Directory, kind);
        await gallery.AddAsync(entries, Token);
        await gallery.SettleIndexAsync();
        Assert.Equal([(kind, Head), ("memory", Crops - Head)], gallery.IndexStatus().Single().Segments.Select(segment => (segment.Kind, (int)segment.Vectors)));
        foreach (var query in _queries)
        {
            _nearest.Add(await FoundAsync(gallery, query, exact: true));
        }
    }

    private async Task IsMadeGoodAsync(string directory, string kind, string path, string how)
    {
        using var log = new CollectedLog();
        await using var gallery = await OpenAsync(directory, kind, log);
        Assert.Equal(Crops, (await gallery.StatsAsync(Token)).Models[Sample.Model].Vectors);
        await FindsAllAsync(gallery, $"{path} {how}");

        await gallery.SettleIndexAsync();

        var status = Assert.Single(gallery.IndexStatus());
        Assert.Equal((0L, (long)Crops), (status.Missing, status.Vectors));
        Assert.Equal(kind, status.Segments.MaxBy(segment => segment.Vectors)!.Kind);
        await FindsAllAsync(gallery, $"{path} {how}, rebuilt");
        Assert.Contains(log.Warnings, line => line.Contains(Path.GetFileName(path), StringComparison.Ordinal));
    }

    // The promise of docs/index.md, for all queries together; a plain scan finds all.
    private async Task FindsAllAsync(Gallery gallery, string when)
    {
        var missed = 0;
        for (var i = 0; i < Queries; i++)
        {
            missed += _nearest[i].Except(await FoundAsync(gallery, _queries[i], exact: false)).Count();
        }

        Assert.True(missed <= (1 - SegmentTuner.PromisedRecall) * Queries * K, $"{when}: {missed} of {Queries * K} are not found");
    }

    private static async Task<Guid[]> FoundAsync(Gallery gallery, float[] query, bool exact) =>
        [.. (await gallery.SearchAsync(query, new SearchOptions { ModelId = Sample.Model, K = K, Exact = exact }, Token)).Select(hit => hit.Crop.CropId)];

    // A large head, so that what is sealed is one segment of a size that gets an index. Nothing is compared one by one to spare it.
    private Task<Gallery> OpenAsync(string directory, string kind, CollectedLog? log = null) => Gallery.OpenAsync(
        new GalleryOptions { Directory = directory, IndexKind = kind, CacheEvery = Head, SearchThreads = 2, AlwaysCompared = 0 },
        _pictures, log, Token);

    protected override void Dispose(bool disposing)
    {
        _copies.Dispose();
        base.Dispose(disposing);
    }
}
