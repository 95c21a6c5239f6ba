using System.Text.Json;
using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

public sealed class DemoCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Generated_footage_gives_matches_pictures_and_a_summary()
    {
        var video = Pictures.Folder(
            _folder.File("gate"), DateTime.UtcNow, [.. Enumerable.Repeat((Pictures.Red, Pictures.Grey), 4)]);

        var result = (await Reid.RunAsync(
            "demo", "--video", video, "--folder-fps", "1", "--detector", "none", "--out", _folder.File("out"), "--exit")).Succeeded();

        using var summary = JsonDocument.Parse(
            await File.ReadAllBytesAsync(_folder.File("out", "summary.json"), TestContext.Current.CancellationToken));
        var root = summary.RootElement;
        Assert.Equal(4, root.GetProperty("indexed").GetInt32());
        Assert.Equal(1, root.GetProperty("tracklets").GetInt32());
        Assert.Equal(4, root.GetProperty("ownTrackletFirst").GetInt32());
        Assert.True(root.GetProperty("sameAfterRestart").GetBoolean());
        var query = Assert.Single(root.GetProperty("queries").EnumerateArray());
        Assert.Equal(3, query.GetProperty("matches").GetArrayLength());
        Assert.True(File.Exists(_folder.File("out", query.GetProperty("picture").GetString()!)));
        Assert.Contains("query 1", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_footage_twice_is_wrong_usage()
    {
        var folder = Pictures.Folder(_folder.File("a", "gate"), DateTime.UtcNow, (Pictures.Red, Pictures.Grey));

        (await Reid.RunAsync("demo", "--video", folder, folder, "--out", _folder.File("out"))).IsWrongUsage("--video", "'a-gate'");
    }

    [Fact]
    public async Task A_missing_video_leaves_the_earlier_run_alone()
    {
        Directory.CreateDirectory(_folder.File("out"));
        await File.WriteAllTextAsync(_folder.File("out", "summary.json"), "{}", TestContext.Current.CancellationToken);

        (await Reid.RunAsync("demo", "--video", _folder.File("lost.mp4"), "--out", _folder.File("out"))).IsFailure("lost.mp4");

        Assert.True(File.Exists(_folder.File("out", "summary.json")));
    }
}
