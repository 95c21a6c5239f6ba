using Microsoft.Extensions.Logging.Abstractions;
using ReId.Contracts;
using ReId.Index;
using ReId.Index.Watching;
using ReId.Model.Embedding;
using ReId.Search.Endpoints.Crops;
using ReId.Search.Events;
using ReId.Search.Models;
using ReId.Search.Tests.Support;

namespace ReId.Search.Tests.Events;

/// <summary>A long watch list, against the plain comparison of everything with everything.</summary>
public sealed class WatchBoardTests : SearchTest, IDisposable
{
    private const int Crops = 1000;
    private const int Vectors = 470;
    private const int Identities = 30;
    private const int Dimension = 96;

    // What float16 takes from a score of a watch's vector, at most.
    private const double Rounding = 5e-4;

    private readonly Random _random = new(11);
    private readonly Embedder _embedder = Embedder.Open(new EmbedderOptions { Weights = "colour" });

    void IDisposable.Dispose()
    {
        _embedder.Dispose();
        Dispose();
    }

    [Fact]
    public async Task Five_hundred_watches_hit_what_the_plain_comparison_hits_and_a_crop_costs_one_read()
    {
        await using var gallery = await GalleryWithAsync([.. Enumerable.Range(0, Crops).Select(i => Entries.Entry(i, Vector(), tracklet: i))]);
        await using var stores = new ServiceStores(gallery);
        var known = new Dictionary<Guid, float[]>(await gallery.FindVectorsAsync([.. Enumerable.Range(0, Crops).Select(Entries.Crop)], Entries.Model, Token));
        Assert.Equal(Crops, known.Count);
        var people = new People(Identities);
        var watches = await WatchAsync(stores, known, people);

        // Each crop as if it had just come, two at a time.
        var (countedGallery, reads) = Counting<IGallery>.Of(gallery);
        var (countedStore, writes) = Counting<IWatchStore>.Of(stores.Watches);
        var feed = new EventFeed();
        var board = Board(countedStore, countedGallery, feed, people);
        await Parallel.ForEachAsync(Enumerable.Range(0, Crops), new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Token }, async (i, token) =>
        {
            var crop = (await gallery.FindCropAsync(Entries.Crop(i), token))!;
            await board.CompareAsync(crop, CropView.Of(crop, people), Entries.Model, token);
        });

        var raised = 0;
        foreach (var (watch, expected) in watches)
        {
            var hits = await stores.Watches.HitsAsync(watch.Id, null, 500, Token);
            Assert.Equal(expected.Keys.Order(), hits.Select(hit => hit.CropId).Order());
            Assert.All(hits, hit => Assert.Equal(expected[hit.CropId], hit.Score, Rounding));
            raised += hits.Count;
        }

        Assert.InRange(raised, 400, EventFeed.Kept); // A test of nothing would pass as well.
        var (_, told, gap) = feed.Listen($"{feed.Epoch}-0");
        Assert.Equal((raised, false), (told.Count, gap));

        // What it costs: its own vector for each crop; the list and the identities' crops once (twice, where two meet).
        Assert.Equal(Crops, reads[nameof(IGallery.FindVectorAsync)]);
        Assert.InRange(reads[nameof(IGallery.FindVectorsAsync)], 1, 2);
        Assert.InRange(writes[nameof(IWatchStore.ListAsync)], 1, 2);
        Assert.Equal(watches.SelectMany(watch => watch.Expected.Keys).Distinct().Count(), writes[nameof(IWatchStore.AddHitsAsync)]);
        Assert.Equal(2, reads.Count);

        // Said again, nothing is new.
        await CompareAsync(board, gallery, people, Enumerable.Range(0, 50));
        Assert.Equal(raised, feed.Listen($"{feed.Epoch}-0").Missed.Count);
    }

    [Fact]
    public async Task A_watched_identity_is_followed_as_crops_come_to_it_and_leave_it()
    {
        float[] here = [1, 0, 0, 0], there = [0, 1, 0, 0];
        await using var gallery = await GalleryWithAsync(
            Entries.Entry(0, here), Entries.Entry(1, there, tracklet: 1), Entries.Entry(2, here, tracklet: 2), Entries.Entry(3, there, tracklet: 3), Entries.Entry(4, here, tracklet: 4));
        await using var stores = new ServiceStores(gallery);
        var people = new People(1);
        people.Set(0, Entries.Crop(0));
        var watch = Make("person", null, people.Id(0)) with { Threshold = 0.9f };
        await stores.Watches.AddAsync(watch, Token);
        var board = Board(stores.Watches, gallery, new EventFeed(), people);

        await CompareAsync(board, gallery, people, [0, 1, 2]);
        Assert.Equal([Entries.Crop(2)], await HitsAsync()); // Not by itself.
        people.Set(0, Entries.Crop(0), Entries.Crop(1));
        await CompareAsync(board, gallery, people, [3]);
        Assert.Equal([Entries.Crop(3), Entries.Crop(2)], await HitsAsync());
        people.Set(0, Entries.Crop(1));
        await CompareAsync(board, gallery, people, [4]);
        Assert.Equal([Entries.Crop(3), Entries.Crop(2)], await HitsAsync());

        async Task<IEnumerable<Guid>> HitsAsync() => (await stores.Watches.HitsAsync(watch.Id, null, 10, Token)).Select(hit => hit.CropId);
    }

    [Fact]
    public async Task A_database_that_is_away_for_a_moment_costs_no_hit()
    {
        await using var gallery = await GalleryWithAsync(Entries.Entry(0, [1, 0]));
        await using var stores = new ServiceStores(gallery);
        var watch = Make("vector", [1, 0], null) with { Threshold = 0.9f };
        await stores.Watches.AddAsync(watch, Token);
        var people = new People(0);
        var store = new Stumbling(stores.Watches);

        await CompareAsync(Board(store, gallery, new EventFeed(), people), gallery, people, [0]);

        Assert.Equal(2, store.Tries);
        Assert.Equal(Entries.Crop(0), Assert.Single(await stores.Watches.HitsAsync(watch.Id, null, 10, Token)).CropId);
    }

    /// <summary>Watches, each with a threshold between two of its scores, so that rounding decides nothing.</summary>
    private async Task<List<(Watch Watch, Dictionary<Guid, double> Expected)>> WatchAsync(ServiceStores stores, Dictionary<Guid, float[]> known, People people)
    {
        var made = new List<(Watch, Dictionary<Guid, double>)>();
        for (var i = 0; i < Vectors + Identities; i++)
        {
            Watch watch;
            Guid[] members = [];
            if (i < Vectors)
            {
                watch = Make($"vector {i}", Vector(), null);
            }
            else
            {
                members = [.. Enumerable.Range(0, 1 + (i % 5)).Select(_ => Entries.Crop(_random.Next(Crops))).Distinct()];
                people.Set(i - Vectors, members);
                watch = Make($"identity {i}", null, people.Id(i - Vectors));
            }

            var scores = known
                .Select(crop => (Crop: crop.Key, Score: watch.Vector is { } vector
                    ? Cosine(vector, crop.Value)
                    : members.Where(member => member != crop.Key).Select(member => Cosine(known[member], crop.Value)).DefaultIfEmpty(-2).Max()))
                .OrderByDescending(one => one.Score).ToList();
            var hits = i % 4; // None, too.
            while (hits > 0 && scores[hits - 1].Score - scores[hits].Score < 4 * Rounding)
            {
                hits++;
            }

            var threshold = hits == 0 ? 1 : (scores[hits - 1].Score + scores[hits].Score) / 2;
            watch = watch with { Threshold = (float)threshold };
            await stores.Watches.AddAsync(watch, Token);
            made.Add((watch, scores.Take(hits).ToDictionary(one => one.Crop, one => one.Score)));
        }

        return made;
    }

    private WatchBoard Board(IWatchStore store, IGallery gallery, EventFeed feed, People people) => new(
        store, gallery, feed, new ServedModels(new ServedModel(_embedder, null, "colour"), _ => throw new NotSupportedException()),
        people, TimeProvider.System, NullLogger<WatchBoard>.Instance);

    private static async Task CompareAsync(WatchBoard board, Gallery gallery, People people, IEnumerable<int> crops)
    {
        foreach (var i in crops)
        {
            var crop = (await gallery.FindCropAsync(Entries.Crop(i), Token))!;
            await board.CompareAsync(crop, CropView.Of(crop, people), Entries.Model, Token);
        }
    }

    private static Watch Make(string name, float[]? vector, Guid? identity) => new()
    {
        Id = Guid.CreateVersion7(),
        Name = name,
        ModelId = Entries.Model,
        Vector = vector,
        IdentityId = identity,
        Threshold = 1,
        CreatedBy = "test",
        CreatedAt = DateTimeOffset.UtcNow,
    };

    private float[] Vector() => [.. Enumerable.Range(0, Dimension).Select(_ => (_random.NextSingle() * 2) - 1)];

    private static double Cosine(float[] a, float[] b)
    {
        var (product, left, right) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            product += (double)a[i] * b[i];
            left += (double)a[i] * a[i];
            right += (double)b[i] * b[i];
        }

        return product / Math.Sqrt(left * right);
    }

    private sealed class People(int count) : IIdentityNames
    {
        private readonly Guid[] _ids = [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid())];
        private readonly Dictionary<Guid, Guid[]> _crops = [];

        public long Version { get; private set; }

        public Guid Id(int number) => _ids[number];

        public void Set(int number, params Guid[] crops)
        {
            _crops[_ids[number]] = crops;
            Version++;
        }

        public Guid? IdentityOf(Guid cropId) => null;

        public string? NameOf(Guid identityId) => null;

        public IReadOnlyCollection<Guid> CropsOf(Guid identityId) => _crops.GetValueOrDefault(identityId) ?? [];
    }

    /// <summary>A watch list whose database is away at the first question.</summary>
    private sealed class Stumbling(IWatchStore inner) : IWatchStore
    {
        public int Tries { get; private set; }

        public Task<IReadOnlyList<Watch>> ListAsync(CancellationToken cancellationToken) =>
            ++Tries == 1 ? throw new StoreUnavailableException("The database is away.") : inner.ListAsync(cancellationToken);

        public Task AddAsync(Watch watch, CancellationToken cancellationToken) => inner.AddAsync(watch, cancellationToken);

        public Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken) => inner.RemoveAsync(id, cancellationToken);

        public Task<IReadOnlySet<Guid>> AddHitsAsync(
            Guid cropId, IReadOnlyDictionary<Guid, float> scores, DateTimeOffset at, CancellationToken cancellationToken) =>
            inner.AddHitsAsync(cropId, scores, at, cancellationToken);

        public Task<IReadOnlyList<WatchHit>> HitsAsync(Guid watchId, long? before, int limit, CancellationToken cancellationToken) =>
            inner.HitsAsync(watchId, before, limit, cancellationToken);
    }
}
