using ReId.Index.Segments;
using ReId.Index.Segments.Rows;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Segments;

/// <summary>What every index of a gallery's vectors must do, whatever engine it is. People, filters and removals are seeded.</summary>
public abstract class VectorIndexContract : IndexTest
{
    private static readonly ModelInfo s_other = new(2, "other", 16);

    private readonly List<VectorRecord> _records = [];

    /// <summary>Opens it over <see cref="IndexTest.Source"/>; again, with what it kept, when it was closed.</summary>
    private protected abstract Task<IVectorIndex> StartAsync(params ModelInfo[] models);

    [Fact]
    public async Task What_was_added_is_found_and_what_was_removed_is_not_also_after_a_restart()
    {
        var index = await StartAsync(Model);
        var crops = await AddAsync(index, 120);
        await RemoveAsync(index, crops.Where((_, i) => i % 3 == 0));
        await AssertSameAsync(index);
        Assert.Equal((80, 80), (index.Count, Assert.Single(index.Status()).Vectors));

        await CloseAsync(index);
        index = await StartAsync(Model);
        await AssertSameAsync(index);
        Assert.Equal(80, index.Count);
        await CloseAsync(index);
    }

    [Fact]
    public async Task What_the_database_did_while_it_was_closed_or_in_doubt_is_followed()
    {
        var index = await StartAsync(Model);
        var crops = await AddAsync(index, 60);
        await CloseAsync(index);
        Source.Remove(crops.Take(20).ToHashSet());
        Source.Add(Model, Crowd.Next());

        index = await StartAsync(Model);
        await AssertSameAsync(index);
        Source.Remove(crops.Skip(20).Take(5).ToHashSet());
        Source.Add(Model, Crowd.Next());
        await index.CatchUpAsync([Model], Token);

        await AssertSameAsync(index);
        Assert.Equal(60 - 20 + 1 - 5 + 1, index.Count);
        await CloseAsync(index);
    }

    [Fact]
    public async Task Any_filter_and_any_grouping_give_what_a_plain_scan_gives()
    {
        var index = await StartAsync(Model);
        var random = new Random(7);
        await AddPeopleAsync(index, 400, random);
        var (known, oneWay) = (new KnownIdentities(), new KnownIdentities(knowsCrops: false));
        foreach (var record in _records.Where(_ => random.Next(2) == 0))
        {
            var identity = s_identities[random.Next(s_identities.Length)];
            known.Set(record.CropId, identity);
            oneWay.Set(record.CropId, identity);
        }

        for (var round = 0; round < 40; round++)
        {
            var filter = RandomFilter(random, round % 2 == 0 ? known : oneWay);
            var group = (SearchGrouping)random.Next(4);
            var k = 1 + random.Next(30);
            var query = Crowd.Next();
            var found = await index.SearchAsync(new SearchQuery(Model, query, k, filter, group, null) { Exact = true }, Token);
            var by = _records.ToDictionary(record => record.CropId);
            var expected = Source.Search(query, record => Passes(record, filter))
                .DistinctBy(hit => Group(by[hit.Crop], group, known)).Take(k).ToList();
            Assert.Equal(expected.Count, found.Count);
            Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 1e-4));
            Assert.All(found, hit => Assert.True(Passes(hit.Record, filter)));
            Assert.All(found, hit => Assert.Equal(by[hit.Record.CropId], hit.Record));
        }

        await CloseAsync(index);
    }

    [Fact]
    public async Task Ninety_nine_of_a_hundred_neighbours_are_found_also_with_a_filter_and_after_removals_and_exact_finds_all()
    {
        var random = new Random(8);
        await AddPeopleAsync(null, 2500, random);
        var index = await StartAsync(Model);
        await AddPeopleAsync(index, 400, random);
        await RemoveAsync(index, _records.Where(_ => random.Next(5) == 0).Select(record => record.CropId).ToList());
        foreach (var filter in new RecordFilter[] { new(), new() { ExcludeCameras = new HashSet<int> { 1 } }, new() { Cameras = new HashSet<int> { 2 }, MinQuality = 0.8f } })
        {
            var (found, exact, wanted) = (0, 0, 0);
            for (var round = 0; round < 20; round++)
            {
                var query = Crowd.Next();
                var nearest = Source.Search(query, record => Passes(record, filter)).Take(10).Select(hit => hit.Crop).ToHashSet();
                wanted += nearest.Count;
                var near = new SearchQuery(Model, query, 10, filter, SearchGrouping.None, null);
                found += (await index.SearchAsync(near, Token)).Count(hit => nearest.Contains(hit.Record.CropId));
                exact += (await index.SearchAsync(near with { Exact = true }, Token)).Count(hit => nearest.Contains(hit.Record.CropId));
            }

            Assert.Equal(200, wanted);
            Assert.True(found >= 0.99 * wanted, $"{found} of {wanted}");
            Assert.True(exact >= wanted - 1, $"exact: {exact} of {wanted}"); // One near tie may fall the other way.
        }

        await CloseAsync(index);
    }

    [Fact]
    public async Task Vectors_of_two_models_never_meet()
    {
        var index = await StartAsync(Model, s_other);
        await AddAsync(index, 40);
        var crowd = new Crowd(s_other.Dimension, 10, seed: 4);
        List<CommittedVector> others = [.. Enumerable.Range(0, 30).Select(_ => Source.Add(s_other, crowd.Next()))];
        await index.AddAsync(others);

        var found = await index.SearchAsync(new SearchQuery(s_other, crowd.Next(), 100, new RecordFilter(), SearchGrouping.None, null), Token);
        Assert.Equal(others.Select(other => other.Record.CropId).Order(), found.Select(hit => hit.Record.CropId).Order());
        Assert.Equal(40, (await SearchAsync(index, Crowd.Next(), 100)).Count);
        Assert.Equal([("m", 40L), ("other", 30L)], index.Status().OrderBy(model => model.ModelId, StringComparer.Ordinal).Select(model => (model.ModelId, model.Vectors)));
        await CloseAsync(index);
    }

    [Fact]
    public async Task Equal_scores_come_in_order_of_arrival_and_the_least_score_cuts()
    {
        var index = await StartAsync(Model);
        var (near, far) = (Crowd.Next(), Crowd.Stranger());
        List<CommittedVector> same = [.. Enumerable.Range(0, 12).Select(_ => Source.Add(Model, near))];
        await index.AddAsync([.. same, Source.Add(Model, far)]);

        var found = await index.SearchAsync(new SearchQuery(Model, near, 20, new RecordFilter(), SearchGrouping.None, 0.9f), Token);

        Assert.Equal(same.Select(vector => vector.Record.CropId), found.Select(hit => hit.Record.CropId));
        Assert.All(found, hit => Assert.Equal(1, hit.Score, 1e-4));
        await CloseAsync(index);
    }

    [Fact]
    public async Task Compacting_changes_no_answer()
    {
        var index = await StartAsync(Model);
        var crops = await AddAsync(index, 90);
        await RemoveAsync(index, crops.Take(30));

        await index.CompactAsync(Token);

        await AssertSameAsync(index);
        Assert.Equal(60, index.Count);
        await CloseAsync(index);
    }

    [Fact]
    public async Task Searches_beside_additions_and_removals_see_only_what_may_be_there()
    {
        var index = await StartAsync(Model);
        var lasting = await AddAsync(index, 50);
        var done = false;
        var searching = Task.Run(async () =>
        {
            var (crowd, count) = (new Crowd(Dimension, 60, seed: 11), 0);
            for (; !Volatile.Read(ref done) || count == 0; count++)
            {
                Assert.Subset((await SearchAsync(index, crowd.Next(), 1000)).Select(hit => hit.Crop).ToHashSet(), lasting.ToHashSet());
            }

            return count;
        }, Token);
        for (var round = 0; round < 3; round++)
        {
            await RemoveAsync(index, await AddAsync(index, 14));
        }

        Volatile.Write(ref done, true);
        Assert.True(await searching > 0);
        await AssertSameAsync(index);
        await CloseAsync(index);
    }

    private static readonly Guid[] s_identities = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];

    private async Task AddPeopleAsync(IVectorIndex? index, int count, Random random)
    {
        Guid[] tracklets = [.. Enumerable.Range(0, count / 8).Select(_ => Guid.NewGuid())];
        foreach (var part in Enumerable.Range(0, count).Chunk(500))
        {
            List<CommittedVector> committed =
            [
                .. part.Select(i => Source.Add(
                    Model, Crowd.Next(), tracklets[random.Next(tracklets.Length)], 1 + random.Next(3), ticks: i, quality: random.NextSingle())),
            ];
            _records.AddRange(committed.Select(vector => vector.Record));
            await (index?.AddAsync(committed) ?? Task.CompletedTask);
        }

        await (index?.SettleAsync() ?? Task.CompletedTask);
    }

    private RecordFilter RandomFilter(Random random, KnownIdentities known)
    {
        IReadOnlySet<T>? Maybe<T>(Func<IEnumerable<T>> some) => random.Next(4) == 0 ? some().ToHashSet() : null;
        return new RecordFilter
        {
            Lookup = known,
            Cameras = Maybe(() => new[] { 1 + random.Next(3), 2 }),
            ExcludeCameras = Maybe(() => new[] { 1 + random.Next(3) }),
            ExcludeTracklets = Maybe(() => _records.Take(random.Next(200)).Select(record => record.TrackletId)),
            ExcludeCrops = Maybe(() => _records.Skip(100).Take(random.Next(200)).Select(record => record.CropId)),
            Identities = Maybe(() => s_identities.Take(1 + random.Next(2))),
            ExcludeIdentities = Maybe(() => s_identities.Skip(2)),
            MinQuality = random.Next(3) == 0 ? random.NextSingle() : 0,
            FromTicks = random.Next(3) == 0 ? random.Next(200) : long.MinValue,
            ToTicks = random.Next(3) == 0 ? 200 + random.Next(200) : long.MaxValue,
        };
    }

    private static bool Passes(VectorRecord record, RecordFilter filter)
    {
        var identity = filter.Lookup.IdentityOf(record.CropId);
        return filter.Cameras?.Contains(record.CameraId) != false
            && filter.ExcludeCameras?.Contains(record.CameraId) != true
            && filter.ExcludeTracklets?.Contains(record.TrackletId) != true
            && filter.ExcludeCrops?.Contains(record.CropId) != true
            && (filter.Identities is null || (identity is { } wanted && filter.Identities.Contains(wanted)))
            && !(filter.ExcludeIdentities is not null && identity is { } unwanted && filter.ExcludeIdentities.Contains(unwanted))
            && record.Quality >= filter.MinQuality && record.Ticks >= filter.FromTicks && record.Ticks < filter.ToTicks;
    }

    private static object Group(VectorRecord record, SearchGrouping grouping, KnownIdentities known) => grouping switch
    {
        SearchGrouping.Tracklet => record.TrackletId,
        SearchGrouping.Camera => record.CameraId,
        SearchGrouping.Identity => known.IdentityOf(record.CropId) ?? record.TrackletId,
        _ => record.CropId,
    };
}

/// <summary>Segments of FAISS.</summary>
public abstract class BuiltInIndexContract(string kind) : VectorIndexContract
{
    private protected override async Task<IVectorIndex> StartAsync(params ModelInfo[] models)
    {
        var index = new VectorIndex(Options(kind, head: 1000), Folder, Source, new IndexLog(Log));
        await index.LoadAsync(models, Token);
        return index;
    }
}

/// <summary>Compared one by one.</summary>
public sealed class FlatIndexContract() : BuiltInIndexContract("flat");

/// <summary>By FAISS's HNSW.</summary>
public sealed class HnswIndexContract() : BuiltInIndexContract("hnsw");

/// <summary>By bit codes.</summary>
public sealed class RabitqIndexContract() : BuiltInIndexContract("rabitq");
