using ReId.Contracts;
using ReId.Index.Clustering;
using ReId.Search.Jobs;
using ReId.Search.Tests.Support;

namespace ReId.Search.Tests.Jobs;

public sealed class ClusteringJobTests : SearchTest
{
    private static readonly ClusteringOptions s_strict = new() { Threshold = 0.9f };

    [Fact]
    public async Task Similar_tracklets_share_a_cluster_and_the_odd_one_is_alone()
    {
        await using var gallery = await GalleryWithAsync(
            Entries.Entry(1, [1, 0], tracklet: 1),
            Entries.Entry(2, [1, 0.1f], tracklet: 2),
            Entries.Entry(3, [0, 1], tracklet: 3));

        var (crops, result) = await new ClusteringJob(gallery).RunAsync(Entries.Model, "distance", s_strict, Token);

        Assert.Equal(1, result.Clusters);
        Assert.Equal(1, result.Singletons);
        Assert.Equal(result.TrackletLabels[Entries.Tracklet(1)], result.TrackletLabels[Entries.Tracklet(2)]);
        Assert.Equal(ClusteringResult.Singleton, result.TrackletLabels[Entries.Tracklet(3)]);
        Assert.Equal(crops.Select(crop => result.TrackletLabels[crop.TrackletId]), result.Labels);
    }

    [Fact]
    public async Task Crops_of_one_tracklet_stay_together_even_when_unlike()
    {
        await using var gallery = await GalleryWithAsync(
            Entries.Entry(1, [1, 0], tracklet: 1), Entries.Entry(2, [0, 1], tracklet: 1));

        var (_, result) = await new ClusteringJob(gallery).RunAsync(
            Entries.Model, "distance", s_strict with { MinimumTracklets = 1 }, Token);

        Assert.Equal([0, 0], result.Labels);
    }

    [Fact]
    public async Task Only_the_vectors_of_the_model_are_compared()
    {
        await using var gallery = await GalleryWithAsync(
            Entries.Entry(1, [1, 0], tracklet: 1), Entries.Entry(2, [1, 0, 0], tracklet: 2, model: "model-b"));

        var (crops, _) = await new ClusteringJob(gallery).RunAsync(Entries.Model, "distance", s_strict, Token);

        Assert.Equal(Entries.Crop(1), Assert.Single(crops).CropId);
    }

    [Fact]
    public async Task An_empty_gallery_has_no_clusters()
    {
        await using var gallery = await GalleryWithAsync();

        var (crops, result) = await new ClusteringJob(gallery).RunAsync(Entries.Model, "distance", s_strict, Token);

        Assert.Empty(crops);
        Assert.Equal(0, result.Clusters + result.Singletons);
    }

    [Fact]
    public async Task An_unknown_clusterer_is_told_what_there_is()
    {
        await using var gallery = await GalleryWithAsync(Entries.Entry(1, [1, 0]));

        var error = await Assert.ThrowsAsync<ReIdException>(
            () => new ClusteringJob(gallery).RunAsync(Entries.Model, "magic", s_strict, Token));

        Assert.Contains("'magic'", error.Message, StringComparison.Ordinal);
        Assert.Contains("distance", error.Message, StringComparison.Ordinal);
    }
}
