using System.Text.Json;
using ReId.EndToEnd.Tests.Running;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Demo;

/// <summary><c>./reid demo --synthetic</c>: rendered people walk from camera to camera and are found again there.</summary>
public sealed class SyntheticDemoTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Most_people_are_found_again_under_another_camera()
    {
        var output = _folder.File("out");

        var result = await Reid.RunAsync("demo", "--synthetic", "--exit", "--out", output);

        result.Succeeded();
        using var summary = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(output, "summary.json"), TestContext.Current.CancellationToken));
        Assert.Equal(["camera1", "camera2", "camera3"], summary.RootElement.GetProperty("cameras").EnumerateArray().Select(name => name.GetString()!));
        Assert.Equal(3 * 50, summary.RootElement.GetProperty("frames").GetInt32());
        var across = summary.RootElement.GetProperty("acrossCameras");
        var (probes, correct) = (across.GetProperty("probes").GetInt32(), across.GetProperty("correct").GetInt32());
        // Measured: 20 of 23, of seven people.
        Assert.InRange(probes, 15, 60);
        Assert.InRange((double)correct / probes, 0.6, 1);
        Assert.Contains($"from camera to camera: {correct} of {probes} crops", result.Output, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, 3), camera => Assert.True(File.Exists(Path.Combine(output, "footage", $"camera{camera}.txt"))));
    }

    [Fact]
    public async Task It_takes_no_footage_beside_its_own()
    {
        var result = await Reid.RunAsync("demo", "--synthetic", "--video", _folder.File("film.avi"), "--out", _folder.File("out"));

        result.FailedWith(2, "--synthetic renders its own footage", "leave --video out");
    }
}
