using OpenCvSharp;
using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

public sealed class DataCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sheet_shows_each_picture_as_it_is_and_as_it_is_drawn()
    {
        var sheet = _folder.File("sheet.png");

        var result = (await Reid.RunAsync(
            Preview(sheet, "--augment", "random_erasing:probability=1,least_area=0.3", "flip", "--pictures", "3", "--draws", "2"))).Succeeded();

        Assert.Equal(
            $"shuffle: 8 pictures a batch, 1 batches an epoch of 8 pictures, 4 identities\n{sheet}: 3 pictures, 2 draws of random_erasing, flip\n",
            result.Out);
        using var drawn = Cv2.ImRead(sheet);
        Assert.Equal((12 + (3 * 134) + 6, 58 + (3 * 280) + 6), (drawn.Cols, drawn.Rows));
        for (var row = 0; row < 3; row++)
        {
            // The mean colour of ImageNet, blue first, is in the draws only.
            Assert.Equal(0, Count(drawn, row, 0, new Vec(104, 116, 124)));
            Assert.InRange(Count(drawn, row, 1, new Vec(104, 116, 124)), 0.28 * 128 * 256, 0.42 * 128 * 256);
            Assert.InRange(Count(drawn, row, 2, new Vec(104, 116, 124)), 0.28 * 128 * 256, 0.42 * 128 * 256);
        }
    }

    [Fact]
    public async Task The_same_seed_draws_the_same_sheet_and_another_seed_another()
    {
        foreach (var (name, seed) in new[] { ("a.png", "1"), ("b.png", "1"), ("c.png", "2") })
        {
            (await Reid.RunAsync(Preview(_folder.File(name), "--augment", "pad_crop", "colour_jitter", "--set", $"seed={seed}"))).Succeeded();
        }

        Assert.Equal(File.ReadAllBytes(_folder.File("a.png")), File.ReadAllBytes(_folder.File("b.png")));
        Assert.NotEqual(File.ReadAllBytes(_folder.File("a.png")), File.ReadAllBytes(_folder.File("c.png")));
    }

    [Fact]
    public async Task A_recipe_gives_sampler_augmentation_and_input_size()
    {
        var sheet = _folder.File("sheet.jpg");

        var result = (await Reid.RunAsync(Preview(
            sheet, "--config", "batch-hard", "--set", "sampler.identities=2", "sampler.images=2", "model.backbone=osnet_x0_25",
            "model.options={input: 64x32, dim: 16}", "--draws", "1"))).Succeeded();

        Assert.StartsWith("pk: 4 pictures a batch, 2 batches an epoch", result.Out, StringComparison.Ordinal);
        using var drawn = Cv2.ImRead(sheet);
        Assert.Equal((12 + (2 * 38) + 6, 58 + (4 * 88) + 6), (drawn.Cols, drawn.Rows));
    }

    [Fact]
    public async Task A_corrupt_picture_is_named_or_its_row_stays_empty()
    {
        var sheet = _folder.File("sheet.png");
        var arguments = Preview(sheet, "--augment", "none", "--pictures", "8", "--draws", "1");
        var corrupt = Directory.GetFiles(_folder.File("set", "blue"))[0];
        File.WriteAllText(corrupt, "no picture");

        (await Reid.RunAsync(arguments)).IsFailure(corrupt, "data.skip_corrupt=true");
        var result = (await Reid.RunAsync([.. arguments, "--set", "data.skip_corrupt=true"])).Succeeded();

        Assert.StartsWith($"note: {corrupt} ", result.Error, StringComparison.Ordinal);
        using var drawn = Cv2.ImRead(sheet);
        Assert.Single(Enumerable.Range(0, 8), row => Count(drawn, row, 0, new Vec(250, 250, 250)) == 128 * 256);
    }

    [Fact]
    public async Task Wrong_usage_is_named()
    {
        var sheet = _folder.File("sheet.png");

        (await Reid.RunAsync("data", "preview", "--out", sheet)).IsWrongUsage("--dataset is missing", "market1501");
        (await Reid.RunAsync("data", "preview", "--dataset", "folder", "--out", sheet)).IsWrongUsage("--root is missing");
        (await Reid.RunAsync(Preview(_folder.File("sheet.gif")))).IsWrongUsage("must end in .png or .jpg");
        (await Reid.RunAsync(Preview(sheet, "--augment", "flip:probability"))).IsWrongUsage("'flip:probability'", "NAME:OPTION=VALUE");
        (await Reid.RunAsync(Preview(sheet, "--augment", "flop"))).IsFailure("no augmentation 'flop'", "pad_crop");
        (await Reid.RunAsync(Preview(sheet, "--augment", "flip:probability=2"))).IsFailure("'probability'", "from 0 to 1");
        (await Reid.RunAsync(Preview(sheet, "--sampler", "pk"))).IsFailure("16 identities", "there are 4");
        (await Reid.RunAsync("data", "preview", "--dataset", "folder", "--root", _folder.File("none"), "--out", sheet)).IsFailure("does not exist");
        Assert.False(File.Exists(sheet));
    }

    private string[] Preview(string sheet, params string[] more) =>
        ["data", "preview", "--dataset", "folder", "--root", MakeSet(), "--out", sheet, .. more];

    private static int Count(Mat sheet, int row, int column, Vec colour)
    {
        var count = 0;
        for (var y = 58 + (row * 280); y < 58 + (row * 280) + 256; y++)
        {
            for (var x = 12 + (column * 134); x < 12 + (column * 134) + 128; x++)
            {
                var pixel = new Vec(sheet.Get<byte>(y, 3 * x), sheet.Get<byte>(y, (3 * x) + 1), sheet.Get<byte>(y, (3 * x) + 2));
                count += pixel == colour ? 1 : 0;
            }
        }

        return count;
    }

    private string MakeSet()
    {
        var set = _folder.File("set");
        foreach (var (name, colour) in new[] { ("red", Pictures.Red), ("blue", Pictures.Blue), ("grey", Pictures.Grey), ("green", Pictures.Green) })
        {
            Pictures.Folder(Path.Combine(set, name), DateTime.UtcNow, (colour, Pictures.Grey), (colour, Pictures.Grey));
        }

        return set;
    }

    private readonly record struct Vec(byte Blue, byte Green, byte Red);
}
