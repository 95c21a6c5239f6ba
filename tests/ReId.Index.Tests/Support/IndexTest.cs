using ReId.Index.Segments;
using ReId.Index.Segments.Rows;
using ReId.Testing;

namespace ReId.Index.Tests.Support;

/// <summary>A test of the vector index of one model over a database in memory.</summary>
public abstract class IndexTest : IDisposable
{
    internal const int Dimension = 64;

    internal static readonly ModelInfo Model = new(1, "m", Dimension);

    private readonly TemporaryFolder _folder = new();

    internal MemorySource Source { get; } = new();

    internal CollectedLog Log { get; } = new();

    internal Crowd Crowd { get; } = new(Dimension, people: 60, seed: 3);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected string Folder => _folder.File("segments");

    protected string[] Files(string pattern = "*") => Directory.Exists(Folder) ? Directory.GetFiles(Folder, pattern) : [];

    internal async Task<VectorIndex> OpenAsync(
        string kind = "flat", int head = 100, int replayAtOnce = 50_000, Action<string>? step = null, string? folder = null)
    {
        var options = Options(kind, head) with
        {
            ReplayAtOnce = replayAtOnce,
            OnIndexFile = step,
        };
        var index = new VectorIndex(options, folder ?? Folder, Source, new IndexLog(Log));
        await index.LoadAsync([Model], Token);
        return index;
    }

    internal GalleryOptions Options(string kind = "flat", int head = 100) => new()
    {
        Directory = _folder.Path,
        IndexKind = kind,
        CacheEvery = head,
        SearchThreads = 2,
        AlwaysCompared = 0,
    };

    internal static async Task CloseAsync(IVectorIndex index)
    {
        await index.SaveAsync(closing: true);
        await index.DisposeAsync();
    }

    /// <summary>Adds people to the database and the index.</summary>
    internal async Task<List<Guid>> AddAsync(IVectorIndex index, int count, int batch = 7)
    {
        var crops = new List<Guid>();
        foreach (var part in Enumerable.Range(0, count).Chunk(batch))
        {
            List<CommittedVector> committed = [.. part.Select(i => Source.Add(Model, Crowd.Next(), camera: 1 + (i % 3), ticks: i))];
            crops.AddRange(committed.Select(vector => vector.Record.CropId));
            await index.AddAsync(committed);
        }

        return crops;
    }

    internal async Task RemoveAsync(IVectorIndex index, params IEnumerable<Guid> crops)
    {
        var set = crops.ToHashSet();
        Source.Remove(set);
        await index.RemoveAsync(set);
    }

    internal static async Task<List<(Guid Crop, float Score)>> SearchAsync(
        IVectorIndex index, float[] query, int k, RecordFilter? filter = null, SearchGrouping group = SearchGrouping.None) =>
        [.. (await index.SearchAsync(new SearchQuery(Model, query, k, filter ?? new RecordFilter(), group, null), Token))
            .Select(hit => (hit.Record.CropId, hit.Score))];

    /// <summary>Everything in the database is found, nothing else, in the right order.</summary>
    internal async Task AssertSameAsync(IVectorIndex index)
    {
        for (var round = 0; round < 3; round++)
        {
            var query = Crowd.Next();
            var expected = Source.Search(query);
            var found = await SearchAsync(index, query, Math.Max(1, expected.Count + 3));
            Assert.Equal(expected.Select(hit => hit.Crop).Order(), found.Select(hit => hit.Crop).Order());
            Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 1e-4));
        }
    }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
