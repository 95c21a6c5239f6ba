using ReId.Cli.Demo;
using ReId.Index;
using ReId.Search.Queries;
using ReId.Testing;

namespace ReId.Cli.Tests.Demo;

public sealed class TrackletCheckTests : IDisposable
{
    private const string Model = "model-a";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Crops_alone_in_their_tracklet_are_not_asked_for()
    {
        // 1 and 2 find each other; 4 looks like 5 rather than like its own 3; 5 is alone.
        var check = await CheckAsync(
            (1, 1, [1, 0, 0]), (2, 1, [1, 0.1f, 0]), (3, 2, [0.1f, 1, 0]), (4, 2, [0, 0, 1]), (5, 3, [0, 0.1f, 1]));

        Assert.Equal(4, check.Probes);
        Assert.True(check.IsConfirmed(Crops.Crop(1, tracklet: 1)));
        Assert.True(check.IsConfirmed(Crops.Crop(2, tracklet: 1)));
        Assert.False(check.IsConfirmed(Crops.Crop(4, tracklet: 2)));
        Assert.False(check.IsConfirmed(Crops.Crop(5, tracklet: 3)));
        Assert.Equal(2, check.Confirmed);
    }

    [Fact]
    public async Task Without_tracklets_of_two_nothing_is_checked()
    {
        var check = await CheckAsync((1, 1, [1, 0, 0]), (2, 2, [1, 0, 0]));

        Assert.Equal((0, 0), (check.Probes, check.Confirmed));
    }

    private async Task<TrackletCheck> CheckAsync(params (int Crop, int Tracklet, float[] Vector)[] crops)
    {
        await using var gallery = await Gallery.OpenAsync(
            new GalleryOptions { Directory = _folder.File("gallery") }, cancellationToken: Token);
        await gallery.AddAsync([.. crops.Select(crop => Crops.Entry(Crops.Crop(crop.Crop, crop.Tracklet), Model, crop.Vector))], Token);
        return await TrackletCheck.RunAsync(
            new QueryService(gallery), Model, [.. crops.Select(crop => Crops.Crop(crop.Crop, crop.Tracklet))], Token);
    }
}
