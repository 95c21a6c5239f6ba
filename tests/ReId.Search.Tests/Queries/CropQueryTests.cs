using ReId.Contracts;
using ReId.Index;
using ReId.Search.Queries;
using ReId.Search.Tests.Support;

namespace ReId.Search.Tests.Queries;

public sealed class CropQueryTests : SearchTest
{
    private static readonly SearchOptions s_all = new() { ModelId = Entries.Model };

    [Fact]
    public async Task The_probe_is_never_found_and_its_twin_is()
    {
        await using var gallery = await GalleryWithAsync(
            Entries.Entry(1, [1, 0], tracklet: 1), Entries.Entry(2, [1, 0], tracklet: 1), Entries.Entry(3, [0, 1], tracklet: 2));
        var queries = new QueryService(gallery);

        foreach (var probe in new[] { 1, 2, 3 })
        {
            var hits = await queries.ByCropAsync(Entries.Crop(probe), s_all, Token);

            Assert.Equal(2, hits.Count);
            Assert.DoesNotContain(hits, hit => hit.Crop.CropId == Entries.Crop(probe));
        }

        Assert.Equal(Entries.Crop(2), (await queries.ByCropAsync(Entries.Crop(1), s_all, Token))[0].Crop.CropId);
    }

    [Fact]
    public async Task With_one_match_asked_for_the_probe_takes_no_place()
    {
        await using var gallery = await GalleryWithAsync(Entries.Entry(1, [1, 0]), Entries.Entry(2, [0, 1]));

        var hits = await new QueryService(gallery).ByCropAsync(Entries.Crop(1), s_all with { K = 1 }, Token);

        Assert.Equal(Entries.Crop(2), Assert.Single(hits).Crop.CropId);
    }

    [Fact]
    public async Task What_the_caller_leaves_out_stays_out()
    {
        await using var gallery = await GalleryWithAsync(
            Entries.Entry(1, [1, 0]), Entries.Entry(2, [1, 0]), Entries.Entry(3, [0, 1]));

        var hits = await new QueryService(gallery).ByCropAsync(
            Entries.Crop(1), s_all with { ExcludeCrops = [Entries.Crop(2)] }, Token);

        Assert.Equal(Entries.Crop(3), Assert.Single(hits).Crop.CropId);
    }

    [Fact]
    public async Task Grouped_by_tracklet_the_probe_does_not_stand_for_its_own()
    {
        await using var gallery = await GalleryWithAsync(
            Entries.Entry(1, [1, 0], tracklet: 1), Entries.Entry(2, [0.8f, 0.6f], tracklet: 1), Entries.Entry(3, [0, 1], tracklet: 2));

        var hits = await new QueryService(gallery).ByCropAsync(
            Entries.Crop(1), s_all with { GroupBy = SearchGrouping.Tracklet }, Token);

        Assert.Equal([Entries.Crop(2), Entries.Crop(3)], hits.Select(hit => hit.Crop.CropId));
    }

    [Fact]
    public async Task An_unknown_crop_is_named()
    {
        await using var gallery = await GalleryWithAsync(Entries.Entry(1, [1, 0]));

        var error = await Assert.ThrowsAsync<ReIdException>(
            () => new QueryService(gallery).ByCropAsync(Entries.Crop(9), s_all, Token));

        Assert.Contains(Entries.Crop(9).ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crop_without_a_vector_of_the_model_is_refused()
    {
        await using var gallery = await GalleryWithAsync(
            Entries.Entry(1, [1, 0]), Entries.Entry(2, [1, 0, 0], model: "model-b"));

        var error = await Assert.ThrowsAsync<ReIdException>(
            () => new QueryService(gallery).ByCropAsync(Entries.Crop(1), s_all with { ModelId = "model-b" }, Token));

        Assert.Contains("'model-b'", error.Message, StringComparison.Ordinal);
    }
}
