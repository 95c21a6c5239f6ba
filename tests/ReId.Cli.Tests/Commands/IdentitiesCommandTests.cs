using System.Text.Json;
using System.Text.RegularExpressions;
using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

/// <summary>Identities as somebody at the command line works with them: three people in clothes of their own, three cameras.</summary>
public sealed partial class IdentitiesCommandTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("gallery");

    public async ValueTask InitializeAsync()
    {
        var day = new DateTime(2026, 5, 1, 10, 0, 0, DateTimeKind.Utc);
        foreach (var camera in (string[])["east", "north", "south"])
        {
            var folder = Pictures.Folder(
                _folder.File(camera), day, (Pictures.Red, Pictures.Grey), (Pictures.Green, Pictures.Grey), (Pictures.Blue, Pictures.Grey));
            (await Reid.RunAsync("ingest", folder, "--data", Data, "--detector", "none")).Succeeded();
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_run_finds_who_was_seen_by_several_cameras_and_is_undone_in_one_step()
    {
        var json = _folder.File("run.json");
        var run = await ClusterAsync("--json", json);
        Assert.Contains("9 crops: clusters 3, singletons 0", run, StringComparison.Ordinal);
        var report = JsonDocument.Parse(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("finished", report.GetProperty("state").GetString());
        Assert.Equal((3, 0, 0), (Number(report, "clusters"), Number(report, "joins"), Number(report, "splits")));
        Assert.True(report.GetProperty("report").GetProperty("silhouette").GetDouble() > 0.9);
        Assert.Equal(3, (await IdsAsync("list")).Count);

        // The next night finds the same people under the same ids.
        var before = await IdsAsync("list");
        Assert.Contains("0 crops changed", await ClusterAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await IdsAsync("list"));
        Assert.False(Directory.Exists(Path.Combine(Data, "clustering")));

        await RunAsync("undo", report.GetProperty("runId").GetString()!);
        Assert.Contains("no identities here", await RunAsync("list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_named_merged_split_and_rejected_stays_so_over_the_next_run_and_can_be_undone()
    {
        await ClusterAsync();
        var people = await IdsAsync("list");
        await RunAsync("name", people[0], "Anna");
        Assert.Single(await IdsAsync("list", "--name", "ann"));
        await RunAsync("hide", people[2]);
        Assert.Equal(2, (await IdsAsync("list")).Count);

        var moved = (await IdsAsync("show", people[1]))[1];
        var merge = Operation(await RunAsync("merge", people[0], people[1]));
        Assert.Equal(6, (await IdsAsync("show", people[0])).Count - 1);
        Assert.Contains("was merged): 6 crops", await RunAsync("show", people[1]), StringComparison.Ordinal);
        var rejected = (await IdsAsync("show", people[2]))[1];
        await RunAsync("reject", people[2], rejected);
        await ClusterAsync();
        Assert.Equal(6, (await IdsAsync("show", people[0])).Count - 1);
        Assert.DoesNotContain(rejected, await RunAsync("show", people[2]), StringComparison.Ordinal);

        // A crop that the merge moved: that merge cannot be undone past it.
        var split = moved;
        Assert.Contains("1 crop changed", await RunAsync("split", people[0], split), StringComparison.Ordinal);
        var history = await RunAsync("history", people[0]);
        Assert.All(["name", "merge", "split", "run"], kind => Assert.Contains($" {kind} ", history, StringComparison.Ordinal));
        (await Reid.RunAsync("identities", "undo", merge, "--data", Data)).IsFailure("undo that one first");
        await RunAsync("undo", Operation(await RunAsync("confirm", people[0], split)));
        await RunAsync("undo", Ids(history)[0]);
        await RunAsync("undo", merge);
        Assert.Contains("3 crops", await RunAsync("show", people[1]), StringComparison.Ordinal);
        Assert.Contains("'Anna'", await RunAsync("timeline", people[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_named()
    {
        await ClusterAsync();
        var nobody = Guid.NewGuid().ToString();
        var somebody = (await IdsAsync("list"))[0];
        (await Reid.RunAsync("identities", "show", "anna", "--data", Data)).IsWrongUsage("<id>", "anna");
        (await Reid.RunAsync("identities", "confirm", somebody, "x", "--data", Data)).IsWrongUsage("<crops>", "'x'");
        (await Reid.RunAsync("identities", "show", nobody, "--data", Data)).IsFailure("no identity", nobody);
        (await Reid.RunAsync("identities", "history", nobody, "--data", Data)).IsFailure("no identity", nobody);
        (await Reid.RunAsync("identities", "undo", nobody, "--data", Data)).IsFailure("no operation", nobody);
        (await Reid.RunAsync("identities", "reject", somebody, nobody, "--data", Data)).IsFailure("no crop", nobody);
        (await Reid.RunAsync("identities", "merge", somebody, somebody, "--data", Data)).IsFailure("itself");
        (await Reid.RunAsync("identities", "list", "--data", _folder.File("none"))).IsFailure("not a gallery");
        (await Reid.RunAsync("cluster")).IsWrongUsage("--features", "--data");
        (await Reid.RunAsync("cluster", "--data", Data, "--out", "o.csv")).IsWrongUsage("--data", "--out");
        (await Reid.RunAsync("cluster", "--data", Data, "--model", "other")).IsFailure("other", "colour-1");
        (await Reid.RunAsync("cluster", "--features", "f.npy", "--out", "o.csv", "--min-tracklets", "3")).IsWrongUsage("--min-tracklets", "--data");
    }

    [Fact]
    public async Task A_run_that_is_interrupted_changes_nothing_and_says_so()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var stopped = await Reid.RunUntilAsync(stop.Token, "cluster", "--data", Data);
        Assert.Equal(ExitCodes.Interrupted, stopped.Code);
        Assert.Contains("no identities here", await RunAsync("list"), StringComparison.Ordinal);
        await ClusterAsync();
        Assert.Equal(3, (await IdsAsync("list")).Count);
    }

    private async Task<string> ClusterAsync(params string[] args) =>
        (await Reid.RunAsync(["cluster", "--data", Data, "--distance", "cosine", "--eps", "0.3", .. args])).Succeeded().Out;

    private async Task<string> RunAsync(params string[] args) =>
        (await Reid.RunAsync(["identities", args[0], "--data", Data, .. args[1..]])).Succeeded().Out;

    private async Task<List<string>> IdsAsync(params string[] args) => Ids(await RunAsync(args));

    private static List<string> Ids(string text) => [.. Id().Matches(text).Select(match => match.Value)];

    private static string Operation(string text) => Id().Match(text[text.IndexOf("operation", StringComparison.Ordinal)..]).Value;

    private static int Number(JsonElement run, string name) => run.GetProperty("report").GetProperty(name).GetInt32();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Id();
}
