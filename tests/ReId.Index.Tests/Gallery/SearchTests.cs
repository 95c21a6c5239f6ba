using FsCheck;
using FsCheck.Fluent;
using ReId.Contracts;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.GalleryTests;

public class SearchTests : GalleryTest
{
    private static readonly SearchOptions s_options = new() { ModelId = Sample.Model };

    [Fact]
    public async Task No_score_is_above_one()
    {
        await using var gallery = await OpenAsync();
        // Long enough vectors that rounding takes some products with themselves past 1.
        var entries = Sample.Town(200).ConvertAll(entry => entry with { Vector = Sample.Vector(509) });
        await gallery.AddAsync(entries, Token);
        foreach (var entry in entries)
        {
            var stored = await gallery.FindVectorAsync(entry.Crop.CropId, Sample.Model, Token);
            var options = new SearchOptions { ModelId = Sample.Model, K = entries.Count };
            Assert.All(await gallery.SearchAsync(stored, options, Token), hit => Assert.InRange(hit.Score, -1f, 1f));
        }
    }

    [Fact]
    public async Task Every_combination_of_filters_gives_what_the_plain_scan_gives()
    {
        await using var gallery = await OpenAsync();
        var entries = Sample.Town(300);
        await gallery.AddAsync(entries, Token);
        var random = new Random(7);

        for (var round = 0; round < 150; round++)
        {
            var options = RandomOptions(random, entries);
            var query = random.Next(3) == 0 ? entries[random.Next(300)].Vector.ToArray() : Sample.Vector();
            await AssertSameAsync(gallery, entries, query, options);
        }
    }

    [Fact]
    public void Any_gallery_and_any_k_give_what_the_plain_scan_gives()
    {
        // Sizes and k are FsCheck's, so that the edges (none, one, all, more than all) are met.
        var cases = ArbMap.Default.ArbFor<(PositiveInt Seed, NonNegativeInt Count, PositiveInt K, byte Group)>();
        Prop.ForAll(cases, c =>
        {
            Run(async () =>
            {
                using var folder = new Testing.TemporaryFolder();
                await using var gallery = await Index.Gallery.OpenAsync(
                    new GalleryOptions { Directory = folder.Path, SearchThreads = 1 }, cancellationToken: Token);
                var sample = new Sample(c.Seed.Get);
                var entries = sample.Town(c.Count.Get + 1);
                await gallery.AddAsync(entries, Token);
                var options = s_options with { K = c.K.Get, GroupBy = (SearchGrouping)(c.Group % 3) };
                await AssertSameAsync(gallery, entries, sample.Vector(), options);
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20).WithReplay(new Replay(new Rnd(42, 43), null)));
    }

    [Fact]
    public async Task Grouping_fills_k_groups_though_one_tracklet_has_all_the_best_crops()
    {
        await using var gallery = await OpenAsync();
        var query = Sample.Vector();
        var crowd = Sample.NewId();
        var near = Enumerable.Range(0, 400).Select(_ => Sample.Entry(tracklet: crowd, vector: Mixed(query, 0.05f)));
        var far = Enumerable.Range(0, 6).Select(_ => Sample.Entry(vector: Mixed(query, 2f))).ToList();
        List<GalleryEntry> entries = [.. near, .. far];
        await gallery.AddAsync(entries, Token);

        var hits = await gallery.SearchAsync(query, s_options with { K = 5, GroupBy = SearchGrouping.Tracklet }, Token);

        Assert.Equal(5, hits.Count);
        Assert.Equal(5, hits.DistinctBy(hit => hit.Crop.TrackletId).Count());
        Assert.Equal(crowd, hits[0].Crop.TrackletId);
        await AssertSameAsync(gallery, entries, query, s_options with { K = 5, GroupBy = SearchGrouping.Tracklet });
        await AssertSameAsync(gallery, entries, query, s_options with { K = 50, GroupBy = SearchGrouping.Tracklet });
    }

    [Fact]
    public async Task The_length_of_the_query_does_not_matter()
    {
        await using var gallery = await OpenAsync();
        var entries = Sample.Town(50);
        await gallery.AddAsync(entries, Token);
        var query = Sample.Vector();

        var once = await gallery.SearchAsync(query, s_options, Token);
        var longer = await gallery.SearchAsync(query.Select(x => 1000 * x).ToArray(), s_options, Token);

        Assert.Equal(once.Select(hit => hit.Crop.CropId), longer.Select(hit => hit.Crop.CropId));
    }

    [Fact]
    public async Task A_camera_that_is_not_known_matches_nothing_and_excludes_nothing()
    {
        await using var gallery = await OpenAsync();
        await gallery.AddAsync(Sample.Town(20), Token);

        Assert.Empty(await gallery.SearchAsync(Sample.Vector(), s_options with { Cameras = ["west"] }, Token));
        Assert.Equal(10, (await gallery.SearchAsync(Sample.Vector(), s_options with { ExcludeCameras = ["west"] }, Token)).Count);
    }

    [Fact]
    public async Task Questions_without_an_answer_say_what_is_wrong()
    {
        await using var gallery = await OpenAsync();
        await SaysAsync("The gallery holds no vectors of model 'model-a'; it is empty.", Sample.Vector(), s_options);
        await gallery.AddAsync([Sample.Entry()], Token);
        var notANumber = Sample.Vector();
        notANumber[2] = float.NaN;

        await SaysAsync("The gallery holds no vectors of model 'x'; it holds: model-a.", Sample.Vector(), s_options with { ModelId = "x" });
        await SaysAsync("The query vector is useless: component 2 is not a number.", notANumber, s_options);
        await SaysAsync("The query vector has 3 components, but vectors of model 'model-a' have 24.", Sample.Vector(3), s_options);
        await SaysAsync("The number of hits is at least 1, not 0.", Sample.Vector(), s_options with { K = 0 });
        await SaysAsync("The least score is a cosine similarity from -1 to 1, not 7.", Sample.Vector(), s_options with { MinScore = 7 });
        await SaysAsync(
            "The search is from 2026-05-01 09:00:00Z to 2026-05-01 08:00:00Z: it would end before it begins.",
            Sample.Vector(),
            s_options with { From = Sample.Start.AddHours(1), To = Sample.Start });

        async Task SaysAsync(string sentence, float[] query, SearchOptions options) => Assert.Equal(
            sentence,
            (await Assert.ThrowsAsync<ReIdException>(() => gallery.SearchAsync(query, options, Token))).Message);
    }

    private static async Task AssertSameAsync(
        Index.Gallery gallery, List<GalleryEntry> entries, float[] query, SearchOptions options)
    {
        var expected = Oracle.Search(entries, query, options);
        var hits = await gallery.SearchAsync(query, options, Token);

        // Stored vectors are float16, so near ties may change places: scores must agree, position by position, and each
        // hit's score must be its own.
        Assert.Equal(expected.Count, hits.Count);
        var byCrop = entries.ToDictionary(entry => entry.Crop.CropId);
        for (var i = 0; i < hits.Count; i++)
        {
            Assert.Equal(expected[i].Score, hits[i].Score, 5e-4);
            Assert.Equal(Oracle.Cosine(byCrop[hits[i].Crop.CropId].Vector.Span, query), hits[i].Score, 5e-4);
        }

        Assert.Equal(hits.Count, hits.DistinctBy(hit => hit.Crop.CropId).Count());
        Assert.Equal(hits.OrderByDescending(hit => hit.Score).Select(hit => hit.Crop.CropId), hits.Select(hit => hit.Crop.CropId));
        Assert.Subset(
            Oracle.Search(entries, query, options with { K = int.MaxValue, GroupBy = SearchGrouping.None, MinScore = null })
                .Select(hit => hit.Crop).ToHashSet(),
            hits.Select(hit => hit.Crop.CropId).ToHashSet());
    }

    private static SearchOptions RandomOptions(Random random, List<GalleryEntry> entries)
    {
        T? Maybe<T>(Func<T> value)
            where T : class => random.Next(3) == 0 ? value() : null;
        DateTimeOffset? Time(int from) => random.Next(3) == 0 ? Sample.Start.AddMinutes(from + random.Next(60)) : null;
        string[] cameras = ["north", "south", "east"];
        return s_options with
        {
            K = 1 + random.Next(40),
            Cameras = Maybe(() => new[] { cameras[random.Next(3)], cameras[random.Next(3)] }),
            ExcludeCameras = Maybe(() => new[] { cameras[random.Next(3)] }),
            ExcludeCrops = Maybe(() => entries.Take(random.Next(300)).Select(entry => entry.Crop.CropId).ToArray()),
            ExcludeTracklets = Maybe(() => entries.Skip(200).Take(random.Next(60)).Select(entry => entry.Crop.TrackletId).ToArray()),
            From = Time(0),
            To = Time(60),
            GroupBy = (SearchGrouping)random.Next(3),
        };
    }

    private float[] Mixed(float[] vector, float noise) =>
        [.. vector.Zip(Sample.Vector(), (a, b) => a + (noise * b))];

    private static void Run(Func<Task> body) => Task.Run(body).GetAwaiter().GetResult();
}
