using System.Net.Http.Json;
using System.Text.Json;
using ReId.Cli.Tests.Bus.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Bus;

/// <summary>The service in processes of their own, each killed while crops stream.</summary>
[Collection(BrokerTestGroup.Name)]
public sealed class KillTests(Broker broker) : IAsyncDisposable
{
    private const int Pictures = 100;

    private readonly TemporaryFolder _folder = new();
    private readonly List<ReidProcess> _running = [];
    private readonly Random _random = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running)
        {
            await process.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task Every_confirmed_crop_is_searchable_exactly_once_whoever_was_killed()
    {
        var bus = Broker.Text(await broker.StartAsync());
        var people = Parts.Folder(_folder.File("people"), Pictures);
        var url = $"http://127.0.0.1:{FreePort()}";
        string[] serve = ["serve", "--data", _folder.File("data"), "--no-keys", "--urls", url, "--bus", bus];
        string[] worker = ["worker", "--bus", bus];
        var started = await Task.WhenAll(RunAsync(serve), RunAsync(worker), RunAsync(worker));
        var (server, workers) = (started[0], started[1..]);

        var confirmed = 0;
        foreach (var victim in new[] { "worker", "serve", "broker" })
        {
            var ingest = await ReidProcess.StartAsync("connected to", "ingest", people, "--camera", victim, "--detector", "none", "--bus", bus);
            _running.Add(ingest);
            await Task.Delay(_random.Next(50, 1500), Token);
            switch (victim)
            {
                case "worker":
                    await workers[0].KillAsync();
                    workers[0] = await RunAsync(worker);
                    break;
                case "serve":
                    await server.KillAsync();
                    server = await RunAsync(serve);
                    break;
                default:
                    await broker.KillAsync();
                    await broker.StartAgainAsync();
                    break;
            }

            await ingest.SucceededAsync();
            Assert.Contains($"{Pictures} crops confirmed", ingest.Output, StringComparison.Ordinal);
            confirmed += Pictures;
        }

        using var client = new HttpClient { BaseAddress = new Uri(url) };
        var seen = 0L;
        await Parts.EventuallyAsync(
            async () => (seen = await CropsAsync(client)) >= confirmed,
            () => $"{seen} of {confirmed} crops\n{string.Join('\n', _running.Select(process => process.Output))}");

        // Each by its own way: the rows, the vectors, and what a search of everything answers.
        var stats = await client.GetFromJsonAsync<JsonElement>("/v1/stats", Token);
        Assert.Equal(confirmed, stats.GetProperty("crops").GetInt32());
        Assert.Equal(confirmed, stats.GetProperty("models").GetProperty("colour-1").GetProperty("vectors").GetInt32());
        Assert.All(stats.GetProperty("cameras").EnumerateObject(), camera => Assert.Equal(Pictures, camera.Value.GetInt32()));
        var first = await client.GetFromJsonAsync<JsonElement>("/v1/crops?limit=1", Token);
        using var answer = await client.PostAsJsonAsync(
            "/v1/search", new { cropId = first.GetProperty("items")[0].GetProperty("cropId").GetString(), k = 1000 }, Token);
        var found = (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("crop").GetProperty("cropId").GetString()).ToList();
        Assert.InRange(found.Count, confirmed - 1, confirmed);
        Assert.Equal(found.Count, found.Distinct().Count());
    }

    private async Task<ReidProcess> RunAsync(string[] arguments)
    {
        var process = await ReidProcess.StartAsync("Ctrl-C ends", arguments);
        lock (_running)
        {
            _running.Add(process);
        }

        return process;
    }

    private static async Task<long> CropsAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/v1/stats", Token)).GetProperty("crops").GetInt64();

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
