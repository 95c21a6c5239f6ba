using System.Text.Json;
using ReId.Cli.Output;
using ReId.Cli.Tests.Support;
using ReId.Model.Files;

namespace ReId.Cli.Tests.Commands;

public sealed class SearchCommandTests(IngestedGallery gallery) : IClassFixture<IngestedGallery>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task By_image_the_same_clothes_come_first()
    {
        var matches = await SearchAsync("--image", await PictureAsync(), "--k", "5");

        Assert.Equal(5, matches.Count);
        Assert.All(matches, match => Assert.InRange(match.Score, 0.95f, 1));
        Assert.Equal(["gate", "gate", "gate", "gate", "yard"], matches.Select(match => match.Camera).Order());
    }

    [Fact]
    public async Task By_crop_the_crop_itself_is_not_found()
    {
        foreach (var crop in await gallery.CropsAsync())
        {
            var matches = await SearchAsync("--crop", crop.CropId.ToString());

            Assert.Equal(6, matches.Count);
            Assert.DoesNotContain(matches, match => match.Crop == crop.CropId);
        }
    }

    [Fact]
    public async Task By_vector_its_own_crop_comes_first()
    {
        var crop = (await gallery.CropsAsync())[1];

        var matches = await SearchAsync("--vector", await VectorAsync(crop.CropId));

        Assert.Equal(crop.CropId, matches[0].Crop);
        Assert.Equal(1, matches[0].Score, 1e-3);
    }

    [Fact]
    public async Task Each_run_opens_the_gallery_again_and_finds_the_same()
    {
        var crop = (await gallery.CropsAsync())[0].CropId.ToString();

        Assert.Equal(await SearchAsync("--crop", crop), await SearchAsync("--crop", crop));
    }

    [Fact]
    public async Task Grouped_by_tracklet_each_tracklet_has_one_match()
    {
        var matches = await SearchAsync("--image", await PictureAsync(), "--group", "tracklet");

        Assert.Equal(4, matches.Count);
        Assert.Equal(4, matches.DistinctBy(match => match.Tracklet).Count());
    }

    [Fact]
    public async Task Grouped_by_camera_each_camera_has_one_match()
    {
        var matches = await SearchAsync("--image", await PictureAsync(), "--group", "camera");

        Assert.Equal(["gate", "yard"], matches.Select(match => match.Camera).Order());
    }

    [Theory]
    [InlineData("--camera yard", 3, 0)]
    [InlineData("--camera yard --camera gate", 3, 4)]
    [InlineData("--from 2026-05-01T11:00:00Z", 0, 4)]
    [InlineData("--to 2026-05-01T11:00:00Z", 3, 0)]
    [InlineData("--from 2026-05-01T10:01 --to 2026-05-01T10:02", 1, 0)]
    [InlineData("--min-score 0.95", 1, 4)]
    [InlineData("--k 3 --camera gate", 0, 3)]
    [InlineData("--exact --min-score 0.95", 1, 4)]
    [InlineData("--min-quality 0", 3, 4)]
    [InlineData("--min-quality 1", 0, 0)]
    [InlineData("--identity 00000000-0000-7000-8000-000000000001", 0, 0)]
    public async Task Filters_keep_what_they_say(string filter, int yard, int gate)
    {
        var matches = await SearchAsync(["--image", await PictureAsync(), .. filter.Split(' ')]);

        Assert.Equal(yard, matches.Count(match => match.Camera == "yard"));
        Assert.Equal(gate, matches.Count(match => match.Camera == "gate"));
    }

    [Fact]
    public async Task The_table_shows_the_cameras_and_scores()
    {
        var result = (await Reid.RunAsync("search", "--data", gallery.Data, "--image", await PictureAsync(), "--camera", "gate")).Succeeded();

        Assert.Equal(4, result.Out.Split(" gate ").Length - 1);
        Assert.DoesNotContain("yard", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_found_is_said()
    {
        var result = (await Reid.RunAsync("search", "--data", gallery.Data, "--image", await PictureAsync(), "--camera", "roof")).Succeeded();

        Assert.Contains("no match passes the filters", result.Out, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<MatchJson.Match>> SearchAsync(params string[] args)
    {
        var json = gallery.NewFile("matches.json");
        (await Reid.RunAsync(["search", "--data", gallery.Data, "--json", json, .. args])).Succeeded();
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(json, Token));
        return document.RootElement.GetProperty("matches").Deserialize<MatchJson.Match[]>(MatchJson.Format)!;
    }

    private async Task<string> PictureAsync()
    {
        var path = gallery.NewFile("red.png");
        await File.WriteAllBytesAsync(path, Pictures.Person(Pictures.Red, Pictures.Grey, width: 90, height: 190), Token);
        return path;
    }

    private async Task<string> VectorAsync(Guid crop)
    {
        await using var open = await gallery.OpenAsync();
        var model = (await open.ModelsOfAsync(crop, Token))[0];
        var vector = await open.FindVectorAsync(crop, model, Token);
        var path = gallery.NewFile("vector.npy");
        using var writer = new NpyWriter(path, vector!.Length);
        writer.Append(vector);
        writer.Commit();
        return path;
    }
}
