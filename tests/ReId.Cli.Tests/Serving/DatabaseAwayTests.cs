using System.Net.Http.Json;
using System.Text.Json;
using ReId.Cli.Tests.Support;
using ReId.Contracts;
using ReId.Index;
using ReId.Testing;
using ReId.Testing.Servers;

namespace ReId.Cli.Tests.Serving;

/// <summary>A server whose PostgreSQL goes away, and comes back.</summary>
public sealed class DatabaseAwayTests
{
    private const string Waiting = "Waiting for the gallery's database, which does not answer; the log says why.";

    private static readonly byte[] s_red = Pictures.Person(Pictures.Red, Pictures.Grey);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_needs_it_is_503_meanwhile_and_goes_on_by_itself_when_it_is_back()
    {
        await using var database = new PostgresServer();
        var connection = await database.CreateDatabaseAsync(Token);
        await using var server = await TestServer.StartAsync(api => api with { Keys = false }, gallery: options => options with { Database = connection });
        await IdentityRequests.PeopleAsync(server);
        var identity = await server.ClusterAsync();
        var crop = (await IdentityRequests.MembersAsync(server, identity))[0];
        using var client = server.Anonymous;
        await ReadyAsync(client, 200);

        await database.StopAsync();
        var waiting = await ReadyAsync(client, 503);
        Assert.Equal(Waiting, waiting.GetProperty("reasons").GetProperty("gallery").GetString());

        // All at once: each tries for some seconds before it gives up.
        foreach (var (request, answer) in await Task.WhenAll(Requests(crop, identity).Select(async request => (request, await client.SendAsync(Message(request), Token)))))
        {
            var problem = await answer.Content.ReadAsStringAsync(Token);
            Assert.Equal($"{request.Path}: 503", $"{request.Path}: {(int)answer.StatusCode}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero, request.Path);
            Assert.Contains("cannot be reached", problem, StringComparison.Ordinal);
            Assert.DoesNotContain("127.0.0.1", problem, StringComparison.Ordinal);
        }

        await database.StartAgainAsync();
        await ReadyAsync(client, 200);
        foreach (var request in Requests(crop, identity))
        {
            using var answer = await client.SendAsync(Message(request), Token);
            Assert.True((int)answer.StatusCode is >= 200 and < 300, $"{request.Path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Token)}");
        }

        // The one writer is this server again.
        using var other = new TemporaryFolder();
        var refused = await Assert.ThrowsAsync<ReIdException>(() => Gallery.OpenAsync(
            new GalleryOptions { Directory = other.Path, Database = connection }, cancellationToken: Token));
        Assert.Contains("is in use by another ReId process", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_cannot_be_looked_up_is_not_called_wrong()
    {
        await using var database = new PostgresServer();
        var connection = await database.CreateDatabaseAsync(Token);
        await using var server = await TestServer.StartAsync(gallery: options => options with { Database = connection });
        using var stranger = server.Client(new string('a', 43)); // No key of this server, and never asked for before.
        Assert.Equal(401, (int)(await server.Client(new string('b', 43)).GetAsync("/v1/stats", Token)).StatusCode);

        await database.StopAsync();
        await TestServer.JsonAsync(await stranger.GetAsync("/v1/stats", Token), 503);
        await database.StartAgainAsync();

        await TestServer.JsonAsync(await stranger.GetAsync("/v1/stats", Token), 401);
        await TestServer.JsonAsync(await server.Viewer.GetAsync("/v1/stats", Token));
    }

    [Fact]
    public async Task A_server_whose_database_another_process_took_writes_no_more_until_it_is_free()
    {
        await using var database = new PostgresServer();
        var connection = await database.CreateDatabaseAsync(Token);
        await using var server = await TestServer.StartAsync(api => api with { Keys = false }, gallery: options => options with { Database = connection });
        var crop = await server.EnrolAsync(s_red, "gate");
        using var client = server.Anonymous;
        await database.StopAsync();
        await database.StartAgainAsync();

        using var folder = new TemporaryFolder();
        await using (await Gallery.OpenAsync(new GalleryOptions { Directory = folder.Path, Database = connection + ";Application Name=other" }, cancellationToken: Token))
        {
            Assert.Equal(Waiting, (await ReadyAsync(client, 503)).GetProperty("reasons").GetProperty("gallery").GetString());
            using var form = TestServer.Form(s_red, ("camera", "yard"));
            await TestServer.JsonAsync(await client.PostAsync("/v1/crops", form, Token), 503);
            await TestServer.JsonAsync(await client.DeleteAsync($"/v1/crops/{crop}", Token), 503);
            await TestServer.JsonAsync(await client.GetAsync($"/v1/crops/{crop}", Token));
        }

        await ReadyAsync(client, 200);
        var twin = await server.EnrolAsync(s_red, "yard");
        Assert.Equal([twin], TestServer.CropsOf(await server.SearchAsync(new { cropId = crop })));
    }

    /// <summary>Requests of every sort; in this order all of them succeed when nothing is wrong.</summary>
    private static List<Request> Requests(Guid crop, Guid identity) =>
    [
        new("GET", "/v1/stats"),
        new("GET", $"/v1/crops/{crop}"),
        new("GET", $"/v1/crops/{crop}/image"),
        new("GET", "/v1/crops?limit=2"),
        new("GET", "/v1/tracklets"),
        new("GET", "/v1/cameras"),
        new("PATCH", "/v1/cameras/east", new { retentionDays = 900 }),
        new("GET", "/v1/watches"),
        new("POST", "/v1/watches", new { name = "red", threshold = 0.9, cropId = crop }),
        new("GET", "/v1/identities"),
        new("GET", $"/v1/identities/{identity}"),
        new("PATCH", $"/v1/identities/{identity}", new { name = "Anna" }),
        new("GET", $"/v1/identities/{identity}/history"),
        new("GET", "/v1/clustering/runs"),
        new("GET", "/v1/erasures"),
        new("GET", "/v1/audit"),
        new("POST", "/v1/search", new { cropId = crop }),
        new("POST", "/v1/search", new { identityId = identity }),
        new("POST", "/v1/search", Picture: true),
        new("POST", "/v1/crops?camera=east", Picture: true),
        new("POST", "/v1/erasures/preview", new { identityId = identity }),
        new("DELETE", $"/v1/crops/{crop}"),
        new("POST", "/v1/erasures", new { identityId = identity }),
    ];

    private static HttpRequestMessage Message(Request request) => new(new HttpMethod(request.Method), request.Path)
    {
        Content = request.Picture ? TestServer.Form(s_red) : request.Body is { } body ? JsonContent.Create(body) : null,
    };

    private static async Task<JsonElement> ReadyAsync(HttpClient client, int status) =>
        await TestServer.JsonAsync(await client.GetAsync("/readyz", Token), status);

    private sealed record Request(string Method, string Path, object? Body = null, bool Picture = false);
}
