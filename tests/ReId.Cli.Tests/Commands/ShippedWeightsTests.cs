using System.Text.Json;
using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

/// <summary>The network that comes with the program, named <c>synthetic</c>.</summary>
public sealed class ShippedWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task On_rendered_people_it_has_not_seen_it_beats_the_colour_descriptor()
    {
        var root = _folder.File("people");
        (await Reid.RunAsync(
            "synth", "crops", "--out", root, "--identities", "60", "--cameras", "60", "--cameras-per-identity", "2",
            "--images-per-camera", "2", "--split", "0", "--seed", "4711", "--size", "128x64")).Succeeded();

        var (network, colour) = (await ScoreAsync(root, "synthetic"), await ScoreAsync(root, "colour"));

        Assert.True(network > colour + 0.1, $"mAP {network:0.000} against {colour:0.000}");
    }

    [Fact]
    public async Task It_fills_and_searches_a_gallery()
    {
        var data = _folder.File("gallery");
        var pictures = Pictures.Folder(_folder.File("yard"), DateTime.UtcNow, (Pictures.Red, Pictures.Grey), (Pictures.Blue, Pictures.Grey));

        var ingested = (await Reid.RunAsync("ingest", pictures, "--data", data, "--detector", "none", "--weights", "synthetic")).Succeeded();
        var json = _folder.File("hits.json");
        (await Reid.RunAsync(
            "search", "--data", data, "--image", Path.Combine(pictures, "001.png"), "--weights", "synthetic", "--json", json)).Succeeded();

        Assert.Contains("model osnet_ain_x0_25-", ingested.Out, StringComparison.Ordinal);
        using var hits = JsonDocument.Parse(await File.ReadAllBytesAsync(json, TestContext.Current.CancellationToken));
        Assert.InRange(hits.RootElement.GetProperty("matches")[0].GetProperty("score").GetDouble(), 0.95, 1.0001);
    }

    [Fact]
    public async Task A_calibration_of_it_needs_a_place()
    {
        ColouredPeople.Write(_folder.File("people"), people: 4, each: 2);

        (await Reid.RunAsync("calibrate", "--dataset", "folder", "--root", _folder.File("people"), "--weights", "synthetic"))
            .IsWrongUsage("--out is missing", "synthetic");
    }

    private async Task<double> ScoreAsync(string root, string weights)
    {
        var json = _folder.File("eval.json");
        (await Reid.RunAsync("eval", "--dataset", "market1501", "--root", root, "--weights", weights, "--json", json)).Succeeded();
        using var told = JsonDocument.Parse(await File.ReadAllBytesAsync(json, TestContext.Current.CancellationToken));
        return told.RootElement.GetProperty("mAP").GetDouble();
    }
}
