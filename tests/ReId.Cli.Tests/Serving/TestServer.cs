using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ReId.Cli.Hosting.Serving;
using ReId.Index;
using ReId.Index.Access;
using ReId.Model.Embedding;
using ReId.Search;
using ReId.Testing;

namespace ReId.Cli.Tests.Serving;

/// <summary>A server as <c>reid up</c> composes it, at a port of its own, with a key for each role.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TemporaryFolder? _folder;
    private readonly Dictionary<ApiRole, string> _keys = [];

    private TestServer(Server server, TemporaryFolder? folder) => (Server, _folder) = (server, folder);

    public Server Server { get; }

    public Uri Address => new(Server.Addresses[0]);

    /// <summary>Folder of the stored pictures.</summary>
    public string Pictures => Path.Combine(Server.Services.GetRequiredService<ServeOptions>().Gallery.Directory, "blobs");

    public HttpClient Anonymous => Client(null);

    public HttpClient Viewer => Client(_keys[ApiRole.Viewer]);

    public HttpClient Operator => Client(_keys[ApiRole.Operator]);

    public HttpClient Admin => Client(_keys[ApiRole.Admin]);

    public string KeyOf(ApiRole role) => _keys[role];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="change">Changes the options.</param>
    /// <param name="kept">Where the gallery is; default a folder that goes with the server.</param>
    /// <param name="gallery">Changes the options of the gallery.</param>
    /// <param name="weights">The model.</param>
    /// <param name="serve">Changes what the server is composed of.</param>
    public static async Task<TestServer> StartAsync(
        Func<ApiOptions, ApiOptions>? change = null, TemporaryFolder? kept = null, Func<GalleryOptions, GalleryOptions>? gallery = null,
        string weights = "colour", Func<ServeOptions, ServeOptions>? serve = null)
    {
        var folder = kept ?? new TemporaryFolder();
        var stored = new GalleryOptions { Directory = folder.File("gallery"), SearchThreads = 1 };
        var api = new ApiOptions { RequestsPerMinute = 1_000_000, Heartbeat = TimeSpan.FromSeconds(1) };
        var options = new ServeOptions
        {
            Gallery = gallery?.Invoke(stored) ?? stored,
            Embedder = new EmbedderOptions { Weights = weights },
            Urls = ["http://127.0.0.1:0"],
            Api = change?.Invoke(api) ?? api,
            Embeds = true,
        };
        var server = await Server.StartAsync(serve?.Invoke(options) ?? options, Token);
        var test = new TestServer(server, kept is null ? folder : null);
        foreach (var role in Enum.GetValues<ApiRole>())
        {
            test._keys[role] = (await server.Stores.Keys.CreateAsync(role.ToString(), role, null, Token)).Text;
        }

        return test;
    }

    public HttpClient Client(string? key)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address };
        if (key is not null)
        {
            client.DefaultRequestHeaders.Add("X-Api-Key", key);
        }

        return client;
    }

    /// <summary>Enrols a picture and returns its crop.</summary>
    public async Task<Guid> EnrolAsync(byte[] picture, string camera, params (string Name, string Value)[] fields)
    {
        using var form = Form(picture, [("camera", camera), .. fields]);
        using var answer = await Operator.PostAsync("/v1/crops", form, Token);
        var body = await answer.Content.ReadAsStringAsync(Token);
        Assert.True((int)answer.StatusCode == 201, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("cropId").GetGuid();
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer, int status = 200)
    {
        var body = await answer.Content.ReadAsStringAsync(Token);
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    public static MultipartFormDataContent Form(byte[] picture, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        var image = new ByteArrayContent(picture);
        image.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        form.Add(image, "image", "picture.png");
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return form;
    }

    public async Task<JsonElement> SearchAsync(object body, int status = 200) =>
        await JsonAsync(await Viewer.PostAsJsonAsync("/v1/search", body, Token), status);

    /// <summary>Clusters by cosine distance, waits for the end, and returns the newest identity (or nobody's id).</summary>
    public async Task<Guid> ClusterAsync()
    {
        var run = await FinishedAsync(await JsonAsync(
            await Operator.PostAsJsonAsync("/v1/clustering/runs", new { distance = "cosine", eps = 0.3 }, Token), 202));
        Assert.Equal("finished", run.GetProperty("state").GetString());
        var items = (await JsonAsync(await Viewer.GetAsync("/v1/identities?limit=1", Token))).GetProperty("items");
        return items.GetArrayLength() == 0 ? Guid.Empty : items[0].GetProperty("identityId").GetGuid();
    }

    /// <summary>A run when it works no more.</summary>
    public async Task<JsonElement> FinishedAsync(JsonElement run)
    {
        while (run.GetProperty("state").GetString() == "running")
        {
            await Task.Delay(20, Token);
            run = await JsonAsync(await Viewer.GetAsync($"/v1/clustering/runs/{run.GetProperty("runId").GetGuid()}", Token));
        }

        return run;
    }

    public static Guid[] CropsOf(JsonElement answer) =>
        [.. answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("crop").GetProperty("cropId").GetGuid())];

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder?.Dispose();
    }
}
