using System.Text.Json;
using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

public sealed class StudyCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_name_the_studies_are_listed()
    {
        var result = (await Reid.RunAsync("study")).Succeeded();

        Assert.Equal(5, result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("losses     losses with the same network", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_prints_its_table_and_leaves_json_and_report()
    {
        var set = MakeSet();
        var result = (await Reid.RunAsync(Study("losses", set, "--images", "64", "--seeds", "1,2", "--only", "softmax", "batch-hard"))).Succeeded();

        Assert.StartsWith("losses: 4 runs of 64 images in batches of 16\n[1/4] softmax, seed 1", result.Out, StringComparison.Ordinal);
        Assert.Matches(@"protocol +rank-1 and mAP of \d+ queries among \d+ gallery pictures of folder", result.Out);
        Assert.Matches(@"budget +--images 64 for each run\n", result.Out);
        Assert.Matches(@"machine +\S", result.Out);
        Assert.Matches(@"softmax( \*)? +softmax_ce \(classifier=true\) +\d\.\d{4} ± \d\.\d{4}", result.Out);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.File("out", "study.json"), TestContext.Current.CancellationToken));
        Assert.Equal("losses", json.RootElement.GetProperty("study").GetString());
        Assert.Equal(2, json.RootElement.GetProperty("members")[1].GetProperty("mAP").GetProperty("values").GetArrayLength());
        Assert.True(File.Exists(_folder.File("out", "report.html")));
        Assert.True(File.Exists(_folder.File("out", "runs", "batch-hard-seed2", "model-last.safetensors")));
    }

    [Fact]
    public async Task A_finished_study_resumed_prints_the_same_and_trains_nothing()
    {
        var set = MakeSet();
        string[] command = Study("dimension", set, "--images", "16", "--seeds", "1", "--only", "64");
        var first = (await Reid.RunAsync(command)).Succeeded();
        (await Reid.RunAsync(command)).IsFailure("holds a study already", "--resume");
        var resumed = (await Reid.RunAsync([.. command, "--resume"])).Succeeded();

        Assert.Contains("[1/1] 64, seed 1", first.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("[1/1]", resumed.Out, StringComparison.Ordinal);
        Assert.Equal(Table(first.Out), Table(resumed.Out));
    }

    [Fact]
    public async Task Quality_evaluates_a_model_and_trains_nothing()
    {
        var result = (await Reid.RunAsync("study", "quality", "--data", MakeSet(), "--dataset", "folder", "--weights", "colour", "--out", _folder.File("out"))).Succeeded();

        Assert.StartsWith("quality: 11 evaluations\n", result.Out, StringComparison.Ordinal);
        Assert.Matches(@"JPEG 10( \*)? +\d\.\d{4} +\d\.\d{4}", result.Out);
    }

    [Fact]
    public async Task Wrong_usage_is_named()
    {
        var set = MakeSet();

        (await Reid.RunAsync(Study("loss", set))).IsWrongUsage("There is no study 'loss': the nearest is 'losses'");
        (await Reid.RunAsync(Study("losses", set, "--budget", "soon"))).IsWrongUsage("--budget 'soon' is no time", "30m");
        (await Reid.RunAsync(Study("losses", set, "--budget", "5m", "--images", "9"))).IsWrongUsage("--images and --budget exclude each other");
        (await Reid.RunAsync(Study("losses", set, "--images", "0"))).IsWrongUsage("--images must be at least 1");
        (await Reid.RunAsync(Study("losses", set, "--seeds", "1,1"))).IsWrongUsage("--seeds '1,1' must be different whole numbers");
        (await Reid.RunAsync("study", "losses", "--data", set, "--dataset", "folder", "--size", "128", "--out", _folder.File("out"))).IsWrongUsage("--size '128' is no size", "128x64");
        (await Reid.RunAsync(Study("quality", set))).IsWrongUsage("--size is about training");
        (await Reid.RunAsync("study", "quality", "--data", set, "--dataset", "folder", "--out", _folder.File("out"))).IsWrongUsage("--weights is missing");
        (await Reid.RunAsync("study", "losses", "--data", set, "--dataset", "folder")).IsWrongUsage("--out is missing");
        (await Reid.RunAsync("study", "losses", "--data", set)).IsWrongUsage("--dataset is missing", "market1501");
        (await Reid.RunAsync("study", "losses", "--dataset", "market")).IsWrongUsage("--dataset 'market' is unknown");
        (await Reid.RunAsync("study", "--images", "3")).IsWrongUsage("--images needs a study");
        (await Reid.RunAsync("study", "losses", "--data", _folder.File("no"), "--dataset", "folder", "--out", _folder.File("out"))).IsFailure("does not exist");
        (await Reid.RunAsync(Study("losses", set, "--only", "tripplet"))).IsFailure("There is no member of 'losses' 'tripplet'");
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    private static string Table(string output) => string.Join('\n', output.Split('\n').SkipWhile(line => !line.Contains("rank-1 ", StringComparison.Ordinal) || !line.Contains("member", StringComparison.Ordinal)));

    private string[] Study(string study, string set, params string[] more) =>
        ["study", study, "--data", set, "--dataset", "folder", "--size", "64x32", "--out", _folder.File("out"), .. more];

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
