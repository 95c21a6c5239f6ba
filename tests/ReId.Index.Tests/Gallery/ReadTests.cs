using ReId.Contracts;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.GalleryTests;

public class ReadTests : GalleryTest
{
    [Fact]
    public async Task Unknown_ids_give_null()
    {
        await using var gallery = await OpenAsync();
        var entry = Sample.Entry();
        await gallery.AddAsync([entry], Token);
        var unknown = Sample.NewId();

        Assert.Null(await gallery.FindCropAsync(unknown, Token));
        Assert.Null(await gallery.FindVectorAsync(unknown, Sample.Model, Token));
        Assert.Null(await gallery.FindVectorAsync(entry.Crop.CropId, "another", Token));
        Assert.Null(await gallery.ReadImageAsync(unknown, Token));
        Assert.Empty(await gallery.ModelsOfAsync(unknown, Token));
        Assert.Equal([Sample.Model], await gallery.ModelsOfAsync(entry.Crop.CropId, Token));
    }

    [Fact]
    public async Task Vectors_come_back_normalised_in_the_order_of_adding()
    {
        await using var gallery = await OpenAsync();
        var entries = Sample.Town(40);
        await gallery.AddAsync(entries, Token);

        var vectors = await ToListAsync(gallery.VectorsAsync(Sample.Model, Token));

        Assert.Equal(entries.Select(entry => entry.Crop.CropId), vectors.Select(vector => vector.CropId));
        foreach (var (entry, vector) in entries.Zip(vectors))
        {
            Assert.Equal(entry.Crop.TrackletId, vector.TrackletId);
            Assert.Equal((entry.Crop.Camera, entry.Crop.CapturedAt), (vector.Camera, vector.CapturedAt));
            Assert.Equal(1, vector.Vector.ToArray().Sum(x => (double)x * x), 1e-6);
            Assert.Equal(1, Oracle.Cosine(entry.Vector.Span, vector.Vector.Span), 1e-5);
            Assert.Equal(vector.Vector.ToArray(), await gallery.FindVectorAsync(vector.CropId, Sample.Model, Token));
        }

        Assert.Empty(await ToListAsync(gallery.VectorsAsync("another", Token)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Pages_join_to_the_whole_list_in_order_of_time(int size)
    {
        await using var gallery = await OpenAsync();
        var entries = Sample.Town(33); // Over 120 minutes: some times are equal.
        await gallery.AddAsync(entries, Token);
        var whole = await ToListAsync(gallery.ListCropsAsync(new CropListing(), Token));

        var paged = new List<GalleryCrop>();
        while (true)
        {
            var page = await ToListAsync(gallery.ListCropsAsync(
                new CropListing { After = paged.LastOrDefault()?.CropId, Limit = size }, Token));
            Assert.True(page.Count <= size);
            if (page.Count == 0)
            {
                break;
            }

            paged.AddRange(page);
        }

        Assert.Equal(whole, paged);
        Assert.Equal(entries.Select(entry => entry.Crop.CropId).Order(), whole.Select(crop => crop.CropId).Order());
        Assert.Equal(whole.OrderBy(crop => crop.CapturedAt).Select(crop => crop.CapturedAt), whole.Select(crop => crop.CapturedAt));
    }

    [Fact]
    public async Task Lists_are_filtered_by_camera_tracklet_and_time()
    {
        await using var gallery = await OpenAsync();
        var entries = Sample.Town(60);
        await gallery.AddAsync(entries, Token);
        var tracklet = entries[0].Crop.TrackletId;
        var (from, to) = (Sample.Start.AddMinutes(30), Sample.Start.AddMinutes(90));

        await AssertListsAsync(new CropListing { Cameras = ["north", "east"] }, crop => crop.Camera is "north" or "east");
        await AssertListsAsync(new CropListing { Cameras = [] }, _ => false);
        await AssertListsAsync(new CropListing { TrackletId = tracklet }, crop => crop.TrackletId == tracklet);
        await AssertListsAsync(new CropListing { From = from, To = to }, crop => crop.CapturedAt >= from && crop.CapturedAt < to);

        async Task AssertListsAsync(CropListing listing, Func<ReId.Contracts.Messages.CropCaptured, bool> passes) => Assert.Equal(
            entries.Select(entry => entry.Crop).Where(passes).Select(crop => crop.CropId).Order(),
            (await ToListAsync(gallery.ListCropsAsync(listing, Token))).Select(crop => crop.CropId).Order());
    }

    [Fact]
    public async Task A_page_behind_a_crop_that_is_gone_is_refused()
    {
        await using var gallery = await OpenAsync();
        var unknown = Sample.NewId();

        var failure = await Assert.ThrowsAsync<ReIdException>(
            () => ToListAsync(gallery.ListCropsAsync(new CropListing { After = unknown }, Token)));

        Assert.Equal($"There is no crop {unknown} to list from; it may have been removed.", failure.Message);
    }

    [Fact]
    public async Task Stats_count_what_is_there()
    {
        await using var gallery = await OpenAsync();
        var empty = await gallery.StatsAsync(Token);
        var entries = Sample.Town(60);
        await gallery.AddAsync(entries, Token);

        var stats = await gallery.StatsAsync(Token);

        Assert.Equal((0, 0, 0, 0), (empty.Crops, empty.Tracklets, empty.CropsByCamera.Count, empty.Models.Count));
        Assert.Equal(60, stats.Crops);
        Assert.Equal(entries.DistinctBy(entry => entry.Crop.TrackletId).Count(), stats.Tracklets);
        Assert.Equal(
            entries.CountBy(entry => entry.Crop.Camera).ToDictionary(pair => pair.Key, pair => (long)pair.Value),
            stats.CropsByCamera);
        Assert.Equal(new GalleryModelStats(Sample.Dimension, 60, 1), Assert.Single(stats.Models).Value);
    }

    private static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
