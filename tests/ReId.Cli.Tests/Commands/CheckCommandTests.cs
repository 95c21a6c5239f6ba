using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_file_gets_a_line_and_the_last_line_counts()
    {
        var result = (await Reid.RunAsync(
            "check", "--golden", RepositoryPaths.Golden("eval/minp__random.json"), RepositoryPaths.Golden("rerank/k_reciprocal__small_k.json"),
            RepositoryPaths.Golden("preprocess/resize_normalize__up_48x64.json"))).Succeeded();

        var lines = result.Out.TrimEnd().Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Matches(@"^eval/minp/random: error \S+, tolerance 1\.0e-09, ok$", lines[0]);
        Assert.Matches(@"^rerank/k_reciprocal/small_k: error \S+, tolerance 1\.0e-04, ok$", lines[1]);
        Assert.Equal("3 of 3 cases within tolerance", lines[3]);
    }

    [Fact]
    public async Task A_wrong_number_and_an_unreadable_file_fail_the_run()
    {
        var wrong = _folder.File("wrong.json");
        var text = await File.ReadAllTextAsync(RepositoryPaths.Golden("eval/minp__small_gallery.json"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(wrong, text.Replace("0.8055555555555555", "0.8055655555555555", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var result = await Reid.RunAsync(
            "check", "--golden", wrong, RepositoryPaths.Golden("eval/minp__random.json"), "--golden", _folder.File("lost.json"));

        Assert.Equal(ExitCodes.Failure, result.Code);
        var lines = result.Out.TrimEnd().Split('\n');
        Assert.Matches(@"^eval/minp/small_gallery: error 1\.0e-05, tolerance 1\.0e-09, OUT \(mINP\)$", lines[0]);
        Assert.Contains("lost.json does not exist", lines[2], StringComparison.Ordinal);
        Assert.Equal("1 of 3 cases within tolerance", lines[3]);
    }

    [Fact]
    public async Task A_case_whose_weights_are_missing_is_skipped_and_counts_neither_way()
    {
        var file = _folder.File("case.json");
        await File.WriteAllTextAsync(
            file,
            """
            {"group": "osnet", "name": "osnet_x0_25_feature", "case": "away", "options": {"weights": "away.pth"},
             "inputs": {"shape": [1, 3, 256, 128]}, "expected": {"feature": [[0]]}, "tolerance": {"abs": 1}}
            """,
            TestContext.Current.CancellationToken);

        var alone = await Reid.RunAsync("check", "--golden", file, "--weights-dir", _folder.Path);
        var beside = await Reid.RunAsync("check", "--golden", file, RepositoryPaths.Golden("eval/minp__random.json"));

        Assert.Contains("osnet/osnet_x0_25_feature/away: skipped, it needs ", alone.Out, StringComparison.Ordinal);
        Assert.Contains("0 of 0 cases within tolerance", alone.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failure, alone.Code);
        Assert.EndsWith("1 of 1 cases within tolerance\n", beside.Succeeded().Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_must_be_named() => (await Reid.RunAsync("check")).IsWrongUsage("--golden");
}
