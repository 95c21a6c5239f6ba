using System.Net;
using System.Text.Json;
using ReId.Cli.Tests.Support;
using ReId.Testing.Servers;

namespace ReId.Cli.Tests.Serving;

/// <summary>A server whose vector database goes away and comes back without anything in it.</summary>
public sealed class VectorDatabaseAwayTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readiness_says_so_searches_are_503_and_all_is_well_when_it_is_back()
    {
        if (NpmServer.Missing("pglite") is { } missing)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", missing);
            Assert.Fail($"{missing} CI=true needs it.");
        }

        var database = await NpmServer.StartAsync("pglite");
        var connection = $"Host=127.0.0.1;Port={database.Port};Username=postgres;Password=s3cret;Database=postgres;Maximum Pool Size=1";
        await using var server = await TestServer.StartAsync(gallery: options => options with { VectorDatabase = connection });
        Guid[] crops =
        [
            await server.EnrolAsync(Pictures.Person(Pictures.Red, Pictures.Grey), "gate"),
            await server.EnrolAsync(Pictures.Person(Pictures.Blue, Pictures.Grey), "gate"),
        ];
        Assert.Equal("healthy", (await ReadyAsync(server, 200)).GetProperty("parts").GetProperty("vectors").GetString());

        await database.DisposeAsync();
        var waiting = await ReadyAsync(server, 503);
        Assert.Equal("Waiting for the vector database, which does not answer; the log says why.", waiting.GetProperty("reasons").GetProperty("vectors").GetString());
        Assert.Equal("healthy", waiting.GetProperty("parts").GetProperty("gallery").GetString());
        var problem = await server.SearchAsync(new { cropId = crops[0] }, status: 503);
        Assert.DoesNotContain("127.0.0.1", problem.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await server.Viewer.GetAsync($"/v1/crops/{crops[0]}", Token)).StatusCode);

        await using var back = await NpmServer.StartAtAsync(database.Port, "pglite");
        await ReadyAsync(server, 200);
        Assert.Equal(crops[1..], TestServer.CropsOf(await server.SearchAsync(new { cropId = crops[0] })));
        var twin = await server.EnrolAsync(Pictures.Person(Pictures.Red, Pictures.Grey), "yard");
        Assert.Equal(twin, TestServer.CropsOf(await server.SearchAsync(new { cropId = crops[0] }))[0]);
    }

    private static async Task<JsonElement> ReadyAsync(TestServer server, int status) =>
        await TestServer.JsonAsync(await server.Anonymous.GetAsync("/readyz", Token), status);
}
