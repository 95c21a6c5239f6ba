using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ReId.EndToEnd.Tests.Footage;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Bus;

/// <summary>A service of several processes on a virtual host of its own: ingest → worker → serve.</summary>
internal sealed class Line : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Part> _parts = [];
    private readonly Uri _server = FreeAddress();

    private Line(string bus) => Bus = bus;

    public string Bus { get; }

    public static async Task<Line> CreateAsync(Broker broker) => new(await broker.CreateAsync());

    public static async Task<Line> CreateNarrowAsync(Broker broker) => new(await broker.CreateNarrowAsync());

    public static async Task<Line> CreateTlsAsync(Broker broker) => new($"{await broker.CreateTlsAsync()}?cacertfile={broker.Authority}");

    public async ValueTask DisposeAsync()
    {
        foreach (var part in Enumerable.Reverse(_parts))
        {
            await part.DisposeAsync();
        }

        _folder.Dispose();
    }

    public Part Worker() => Started(Part.Start(Bus, FreeAddress(), "worker"));

    /// <summary>Every server has the same gallery and address: the next one is the same server, started again.</summary>
    public Part Serve() => Started(Part.Start(Bus, _server, "serve", "--no-keys", "--data", _folder.File("data")));

    /// <summary>Ingests pictures, each of which is a crop.</summary>
    public Part Ingest(int people, int each, params string[] more)
    {
        var pictures = Pictures;
        GeneratedFootage.Folder(pictures, people, each);
        return Started(Part.Start(Bus, FreeAddress(), ["ingest", pictures, "--detector", "none", .. more]));
    }

    public string Pictures => _folder.File("gate");

    /// <summary>The picture files of the server's gallery, half-written ones too.</summary>
    public string[] StoredPictures() => Directory.GetFiles(Path.Combine(_folder.File("data"), "blobs"), "*", SearchOption.AllDirectories);

    /// <summary>Waits until the server has so many crops at least.</summary>
    public Task IndexedAsync(Part whoLives, int least) => whoLives.WaitAsync($"{least} crops", async () => await CountAsync() >= least);

    /// <summary>The server's gallery holds every picture, each once, and finds it.</summary>
    public async Task HoldsEachOnceAsync(int crops)
    {
        using var client = new HttpClient { BaseAddress = _server };
        var token = TestContext.Current.CancellationToken;
        using var page = JsonDocument.Parse(await client.GetStringAsync("/v1/crops?camera=gate&limit=500", token));
        var tracklets = page.RootElement.GetProperty("items").EnumerateArray().Select(crop => crop.GetProperty("trackletId").GetString()!).ToList();

        // Each picture is a tracklet of its own.
        Assert.Equal(crops, tracklets.Count);
        Assert.Equal(crops, tracklets.Distinct(StringComparer.Ordinal).Count());

        var some = Directory.GetFiles(Pictures).Order(StringComparer.Ordinal).First();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(await File.ReadAllBytesAsync(some, token)), "image", "some.png" } };
        using var answer = await client.PostAsync("/v1/search?k=1", form, token);
        using var found = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(token));
        Assert.InRange(found.RootElement.GetProperty("items")[0].GetProperty("score").GetSingle(), 0.98f, 1.001f);
    }

    /// <summary>What <c>/v1/stats</c> of the server says.</summary>
    public async Task<JsonElement> StatsAsync()
    {
        using var client = new HttpClient { BaseAddress = _server };
        using var stats = JsonDocument.Parse(await client.GetStringAsync("/v1/stats", TestContext.Current.CancellationToken));
        return stats.RootElement.Clone();
    }

    private async Task<int> CountAsync()
    {
        try
        {
            return (await StatsAsync()).GetProperty("crops").GetInt32();
        }
        catch (HttpRequestException)
        {
            return -1;
        }
    }

    private Part Started(Part part)
    {
        _parts.Add(part);
        return part;
    }

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
