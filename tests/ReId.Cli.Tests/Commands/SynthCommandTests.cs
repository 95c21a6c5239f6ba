using OpenCvSharp;
using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

public sealed class SynthCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Crops_are_read_as_market1501_and_a_second_run_goes_on()
    {
        var root = _folder.File("set");
        string[] ask = ["synth", "crops", "--out", root, "--identities", "4", "--cameras", "3", "--images-per-camera", "2", "--size", "128x64", "--split", "0.5"];

        var first = (await Reid.RunAsync(ask)).Succeeded();
        Assert.StartsWith($"{root}: 24 crops of 4 people, 24 rendered now", first.Out, StringComparison.Ordinal);
        var one = Directory.GetFiles(Path.Combine(root, "query"))[0];
        var bytes = File.ReadAllBytes(one);
        File.Delete(one);
        var empty = Directory.GetFiles(Path.Combine(root, "bounding_box_test"))[0];
        File.WriteAllBytes(empty, []);

        var second = (await Reid.RunAsync(ask)).Succeeded();
        Assert.StartsWith($"{root}: 24 crops of 4 people, 2 rendered now", second.Out, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(one));
        Assert.NotEqual(0, new FileInfo(empty).Length);

        var scores = (await Reid.RunAsync("eval", "--dataset", "market1501", "--root", root)).Succeeded();
        Assert.Contains("rank-1", scores.Out, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_folder_of_another_set_is_not_mixed_with_this_one()
    {
        var root = _folder.File("set");
        string[] ask = ["synth", "crops", "--out", root, "--identities", "1", "--cameras", "1", "--size", "64x32", "--seed"];
        (await Reid.RunAsync([.. ask, "1"])).Succeeded();

        (await Reid.RunAsync([.. ask, "2"])).IsFailure($"{Path.Combine(root, "synth.json")} describes another set than the one asked for: give the same options to go on with it, or another --out.");
    }

    [Theory]
    [InlineData("--identities 0", "--identities must be at least 1.")]
    [InlineData("--cameras-per-identity 0", "--cameras-per-identity must be at least 1.")]
    [InlineData("--split 1.5", "--split must lie between 0 and 1.")]
    [InlineData("--size 256", "--size 256 is not height x width in pixels, 32x16 to 1024x1024 and no wider than high, as in 256x128.")]
    public async Task Bad_options_are_named(string options, string sentence) =>
        (await Reid.RunAsync(["synth", "crops", "--out", _folder.File("set"), .. options.Split(' ')])).IsWrongUsage(sentence);

    [Fact]
    public async Task A_sheet_has_a_row_for_each_person()
    {
        var path = _folder.File("sheet.png");
        (await Reid.RunAsync("synth", "sheet", "--out", path, "--identities", "2", "--cameras", "3", "--cameras-per-identity", "3", "--size", "64x32")).Succeeded();
        using var sheet = Cv2.ImRead(path);
        Assert.Equal((4 + (2 * 68), 4 + (3 * 36)), (sheet.Rows, sheet.Cols));
    }

    [Fact]
    public async Task Films_come_with_the_truth()
    {
        var root = _folder.File("films");
        string[] ask = ["synth", "video", "--out", root, "--cameras", "2", "--people", "3", "--seconds", "2", "--fps", "5", "--size", "320x180"];
        var result = (await Reid.RunAsync(ask)).Succeeded();

        Assert.StartsWith($"{root}: 2 films of 10 frames, 20 rendered now", result.Out, StringComparison.Ordinal);
        using var film = new VideoCapture(Path.Combine(root, "camera1.avi"));
        using var frame = new Mat();
        var frames = 0;
        while (film.Read(frame))
        {
            frames++;
            Assert.Equal((180, 320), (frame.Rows, frame.Cols));
        }

        Assert.Equal(10, frames);
        foreach (var line in File.ReadAllLines(Path.Combine(root, "camera2.txt")))
        {
            var numbers = line.Split(',').Select(int.Parse).ToArray();
            Assert.Equal(10, numbers.Length);
            Assert.InRange(numbers[0], 1, 10);
            Assert.InRange(numbers[1], 1, 3);
            Assert.True(numbers[2] >= 0 && numbers[2] + numbers[4] <= 320 && numbers[3] >= 0 && numbers[3] + numbers[5] <= 180);
        }

        Assert.StartsWith($"{root}: 2 films of 10 frames, 0 rendered now", (await Reid.RunAsync(ask)).Succeeded().Out, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(root, "*.part*"));
    }
}
