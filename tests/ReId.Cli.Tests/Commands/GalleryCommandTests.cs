using ReId.Cli.Tests.Support;

namespace ReId.Cli.Tests.Commands;

public sealed class GalleryCommandTests(IngestedGallery gallery) : IClassFixture<IngestedGallery>
{
    [Fact]
    public async Task Stats_counts_crops_tracklets_cameras_and_vectors()
    {
        var result = (await Reid.RunAsync("gallery", "stats", "--data", gallery.Data)).Succeeded();

        Assert.Matches(@"crops +7\s", result.Out);
        Assert.Matches(@"tracklets +4\s", result.Out);
        Assert.Matches(@"crops of camera yard +3\s", result.Out);
        Assert.Matches(@"crops of camera gate +4\s", result.Out);
        Assert.Matches(@"vectors of model osnet_ain_x0_25-[0-9a-f]+-colour-1 \(1152-d\) +7\s", result.Out);
    }

    [Fact]
    public async Task Crops_lists_all_of_them_or_one_camera()
    {
        Assert.Equal((3, 4), await CountAsync());
        Assert.Equal((0, 4), await CountAsync("--camera", "gate"));
        Assert.Equal((3, 4), await CountAsync("--camera", "gate", "--camera", "yard"));
        Assert.Equal((0, 0), await CountAsync("--camera", "roof"));
    }

    [Fact]
    public async Task Crops_pages_behind_the_last_of_the_page_before()
    {
        var crops = await gallery.CropsAsync();

        Assert.Equal((2, 0), await CountAsync("--limit", "2"));
        Assert.Equal((1, 4), await CountAsync("--after", crops[1].CropId.ToString()));
    }

    [Fact]
    public async Task Crops_lists_one_tracklet()
    {
        var crops = await gallery.CropsAsync();

        Assert.Equal((0, 4), await CountAsync("--tracklet", crops[^1].TrackletId.ToString()));
    }

    private async Task<(int Yard, int Gate)> CountAsync(params string[] args)
    {
        var result = (await Reid.RunAsync(["gallery", "crops", "--data", gallery.Data, .. args])).Succeeded();
        return (Count(" yard "), Count(" gate "));

        int Count(string camera) => result.Out.Split(camera).Length - 1;
    }
}
