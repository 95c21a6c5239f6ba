using System.Text.Json;
using ReId.EndToEnd.Tests.Footage;
using ReId.EndToEnd.Tests.Running;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Serving;

/// <summary>From one model to another on the command line, with the plug pulled in the middle.</summary>
public sealed class ModelChangeJourneyTests : IDisposable
{
    private const int People = 150;
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

        string next;
        await using (var server = await RunningServer.StartAsync("up", "--data", data, "--no-keys"))
        {
            (await ChangeAsync(data, "start", "--weights", "synthetic")).Succeeded();
            next = (await UntilAsync(server, view => view.GetProperty("next").ValueKind == JsonValueKind.Object)).GetProperty("next").GetProperty("modelId").GetString()!;
            await server.KillAsync();
        }

        (await ChangeAsync(data, "switch")).Succeeded();
        await using (var server = await RunningServer.StartAsync("up", "--data", data, "--no-keys"))
        {
            await UntilAsync(server, view => view.GetProperty("served").GetString() == next);
            var models = await AskAsync(server, "/v1/models");
            Assert.All(models.GetProperty("items").EnumerateArray(), model => Assert.Equal(People, model.GetProperty("vectors").GetInt32()));
            Assert.Equal(2, models.GetProperty("items").GetArrayLength());
            await server.StopAsync();
        }

        // A restart serves what was switched to, whatever --weights says.
        await using (var server = await RunningServer.StartAsync("up", "--data", data, "--no-keys", "--weights", "colour"))
        {
            Assert.Equal(next, (await AskAsync(server, "/v1/models/change")).GetProperty("served").GetString());
            var back = await ChangeAsync(data, "back");
            back.Succeeded();
            Assert.Contains("served:   colour-1", back.Output, StringComparison.Ordinal);
            await UntilAsync(server, view => view.GetProperty("served").GetString() == "colour-1");
            await server.StopAsync();
        }
    }

    private static Task<ReidResult> ChangeAsync(string data, params string[] step) =>
        Reid.RunAsync(["models", "change", .. step, "--data", data]);

    private static async Task<JsonElement> UntilAsync(RunningServer server, Func<JsonElement, bool> reached)
    {
        for (var attempt = 0; attempt < 900; attempt++)
        {
            var view = await AskAsync(server, "/v1/models/change");
            if (reached(view))
            {
                return view;
            }

            await Task.Delay(100, Token);
        }

        throw new TimeoutException("it was not reached within 90 s");
    }

    private static async Task<JsonElement> AskAsync(RunningServer server, string path)
    {
        var text = await server.Client.GetStringAsync(path, Token);
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}
