using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_dry_run_prints_the_recipe_with_every_key()
    {
        var result = (await Reid.RunAsync(
            "train", "--config", "strong-baseline", "--dataset", "market1501", "--root", "it's here", "--set", "seed=5", "stages[0].epochs=7", "--dry-run")).Succeeded();

        Assert.StartsWith("name: strong-baseline\n", result.Out, StringComparison.Ordinal);
        Assert.Contains("seed: 5\n", result.Out, StringComparison.Ordinal);
        Assert.Contains("epochs: 7\n", result.Out, StringComparison.Ordinal);
        Assert.Contains("it's here", result.Out, StringComparison.Ordinal);
        Assert.Contains("moving_average: 0\n", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recipes_are_listed()
    {
        var result = (await Reid.RunAsync("train", "recipes")).Succeeded();

        Assert.Contains("sphereface       SphereFace (Liu 2017)", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_trains_evaluates_and_leaves_a_model_that_embeds()
    {
        var set = MakeSet();
        var result = (await Reid.RunAsync(Train(set, "run", "evaluation.every=2"))).Succeeded();
        var features = (await Reid.RunAsync(
            "eval", "--dataset", "folder", "--root", set, "--weights", _folder.File("run", "model-best.safetensors"))).Succeeded();

        Assert.Matches(@"^[\w-]+: osnet_x0_25 on folder, 8 pictures of 4 identities", result.Out);
        Assert.Matches(@"epoch   2  mAP 0\.\d{4}|epoch   2  mAP 1\.0000", result.Out);
        Assert.Contains($"model   {_folder.File("run", "model-best.safetensors")}", result.Out, StringComparison.Ordinal);
        Assert.Matches(@"mAP\s+\d\.\d{4}", features.Out);
        Assert.True(File.Exists(_folder.File("run", "metrics.jsonl")));
        Assert.True(File.Exists(_folder.File("run", "recipe.yaml")));
    }

    [Fact]
    public async Task An_interrupted_run_is_resumed()
    {
        var set = MakeSet();
        using var interrupt = new CancellationTokenSource(TimeSpan.FromMilliseconds(1));
        var first = await Reid.RunUntilAsync(interrupt.Token, Train(set, "run"));
        // Cancelled before its first step, or after one: either way the second command line finishes it.
        string[] again = File.Exists(_folder.File("run", "checkpoint.safetensors")) ? [.. Train(set, "run"), "--resume"] : Train(set, "run");
        var second = (await Reid.RunAsync(again)).Succeeded();

        Assert.Equal(ExitCodes.Interrupted, first.Code);
        Assert.Contains("4 steps", second.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_usage_and_wrong_recipes_are_named()
    {
        var set = MakeSet();

        (await Reid.RunAsync("train", "--config", "batch-hard", "--out", _folder.File("a"))).IsWrongUsage("names no data", "--dataset");
        (await Reid.RunAsync("train", "--dataset", "folder", "--root", set)).IsWrongUsage("--out is missing");
        (await Reid.RunAsync([.. Train(set, "b"), "--set", "stages[0].epocs=3"])).IsFailure("'stages[0].epocs'", "the nearest is 'epochs'");
        (await Reid.RunAsync("train", "--config", "nothing", "--out", _folder.File("a"))).IsFailure("nothing is no recipe", "batch-hard");
        (await Reid.RunAsync([.. Train(set, "c"), "--set", "sampler.identities=50"])).IsFailure("50 identities", "there are 4");
        (await Reid.RunAsync([.. Train(set, "d"), "--device", "cuda:7"])).IsFailure("cuda");
        Assert.False(Directory.Exists(_folder.File("b")));
    }

    private string[] Train(string set, string run, params string[] settings) =>
    [
        "train", "--config", "batch-hard", "--dataset", "folder", "--root", set, "--out", _folder.File(run), "--set",
        "model.backbone=osnet_x0_25", "model.options={input: 64x32, dim: 16}", "sampler.identities=4", "sampler.images=2",
        "stages[0].epochs=4", "stages[0].schedule=constant", "evaluation.every=0", .. settings,
    ];

    private string MakeSet()
    {
        var set = _folder.File("set");
        foreach (var (name, colour) in new[] { ("red", Pictures.Red), ("blue", Pictures.Blue), ("grey", Pictures.Grey), ("green", Pictures.Green) })
        {
            Pictures.Folder(Path.Combine(set, name), DateTime.UtcNow, (colour, Pictures.Grey), (colour, Pictures.Grey));
        }

        return set;
    }
}
