using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReId.EndToEnd.Tests.Footage;
using ReId.EndToEnd.Tests.Running;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Serving;

/// <summary>From one model to another on the command line, with the plug pulled in the middle.</summary>
public sealed class ModelChangeJourneyTests : IDisposable
{
    private const int People = 300; // Ten batches of the change.
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_change_that_is_killed_goes_on_and_is_served_when_complete()
    {
        var data = _folder.File("data");
        var pictures = _folder.File("pictures");
        GeneratedFootage.Folder(pictures, People, each: 1);
        (await Reid.RunAsync("ingest", pictures, "--data", data, "--detector", "none")).Succeeded();

        string first, next;
        await using (var server = await RunningServer.StartAsync("up", "--data", data, "--no-keys", "--rate", "1000000"))
        {
            first = Assert.Single((await AskAsync(server, "/v1/models")).GetProperty("items").EnumerateArray()).GetProperty("modelId").GetString()!;
            (await ChangeAsync(data, "start", "--weights", "synthetic")).Succeeded();
            var middle = await UntilAsync(server, view => view.GetProperty("next") is { ValueKind: JsonValueKind.Object } half
                && half.GetProperty("missing").GetInt32() is > 0 and < People);
            await server.KillAsync();
            next = middle.GetProperty("next").GetProperty("modelId").GetString()!;
        }

        // It was in the middle: some crops have their new vector, some have not.
        var half = (await ChangeAsync(data, "status")).Output;
        Assert.InRange(int.Parse(Regex.Match(half, "([0-9]+) crops without a vector").Groups[1].Value, CultureInfo.InvariantCulture), 1, People - 1);
        (await ChangeAsync(data, "switch")).Succeeded();
        await using (var server = await RunningServer.StartAsync("up", "--data", data, "--no-keys", "--rate", "1000000"))
        {
            await UntilAsync(server, view => view.GetProperty("served").GetString() == next);
            var models = await AskAsync(server, "/v1/models");
            Assert.All(models.GetProperty("items").EnumerateArray(), model => Assert.Equal(People, model.GetProperty("vectors").GetInt32()));
            Assert.Equal(2, models.GetProperty("items").GetArrayLength());
            await server.StopAsync();
        }

        // A restart serves what was switched to, whatever --weights says.
        await using (var server = await RunningServer.StartAsync("up", "--data", data, "--no-keys", "--rate", "1000000", "--weights", "colour"))
        {
            Assert.Equal(next, (await AskAsync(server, "/v1/models/change")).GetProperty("served").GetString());
            var back = await ChangeAsync(data, "back");
            back.Succeeded();
            Assert.Contains($"served:   {first}\n", back.Output, StringComparison.Ordinal);
            await UntilAsync(server, view => view.GetProperty("served").GetString() == first);
            await server.StopAsync();
        }
    }

    private static Task<ReidResult> ChangeAsync(string data, params string[] step) =>
        Reid.RunAsync(["models", "change", .. step, "--data", data]);

    private static async Task<JsonElement> UntilAsync(RunningServer server, Func<JsonElement, bool> reached)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(90); await Task.Delay(10, Token))
        {
            var view = await AskAsync(server, "/v1/models/change");
            if (reached(view))
            {
                return view;
            }
        }

        throw new TimeoutException("it was not reached within 90 s");
    }

    private static async Task<JsonElement> AskAsync(RunningServer server, string path)
    {
        var text = await server.Client.GetStringAsync(path, Token);
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}
