using System.Diagnostics;
using System.Text.Json;
using ReId.Cli.Tests.Support;
using ReId.Index.Blobs;
using ReId.Testing;
using ReId.Testing.Servers;

namespace ReId.Cli.Tests.Serving;

/// <summary>A server whose bucket of pictures goes away, and comes back.</summary>
public sealed class BucketAwayTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pictures_are_503_meanwhile_searches_go_on_and_all_is_well_when_it_is_back()
    {
        if (NpmServer.Missing("s3rver") is { } missing)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", missing);
            Assert.Fail($"{missing} CI=true needs it.");
        }

        using var folder = new TemporaryFolder();
        var red = Pictures.Person(Pictures.Red, Pictures.Grey);
        var store = await NpmServer.StartAsync("s3rver", folder.File("objects"));
        var place = new S3Place
        {
            Bucket = "reid",
            Prefix = "hall/",
            Endpoint = new Uri($"http://127.0.0.1:{store.Port}"),
            AccessKey = "S3RVER",
            SecretKey = "S3RVER",
        };
        await using var server = await TestServer.StartAsync(gallery: options => options with { Pictures = place });
        Assert.Equal("healthy", (await ReadyAsync(server, "healthy")).GetProperty("parts").GetProperty("pictures").GetString());
        Guid[] crops = [await server.EnrolAsync(red, "gate"), await server.EnrolAsync(red, "yard")];

        await store.DisposeAsync();
        var waiting = await ReadyAsync(server, "degraded");
        Assert.Equal("Waiting for the bucket of pictures, which does not answer; the log says why.", waiting.GetProperty("reasons").GetProperty("pictures").GetString());
        Assert.Equal("healthy", waiting.GetProperty("parts").GetProperty("gallery").GetString());
        using var form = TestServer.Form(red, ("camera", "roof"));
        foreach (var answer in (HttpResponseMessage[])
            [await server.Viewer.GetAsync($"/v1/crops/{crops[0]}/image", Token), await server.Operator.PostAsync("/v1/crops", form, Token)])
        {
            Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            var problem = await TestServer.JsonAsync(answer, 503);
            Assert.DoesNotContain("127.0.0.1", problem.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(crops[1..], TestServer.CropsOf(await server.SearchAsync(new { cropId = crops[0] })));

        await using var back = await NpmServer.StartAtAsync(store.Port, "s3rver", folder.File("objects"));
        await ReadyAsync(server, "healthy");
        Assert.Equal(red, await server.Viewer.GetByteArrayAsync($"/v1/crops/{crops[0]}/image", Token));
        var third = await server.EnrolAsync(red, "roof");
        Assert.Equal(crops[1..].Append(third).Order(), TestServer.CropsOf(await server.SearchAsync(new { cropId = crops[0] })).Order());
    }

    /// <summary>What readiness says, when the last answer of the bucket does not count any more.</summary>
    private static async Task<JsonElement> ReadyAsync(TestServer server, string status)
    {
        var patience = TimeSpan.FromSeconds(30); // An answer counts for five.
        for (var start = Stopwatch.GetTimestamp(); ; await Task.Delay(100, Token))
        {
            // Whatever the bucket does, searches are served: a probe must not take the server away.
            using var answer = await server.Anonymous.GetAsync("/readyz", Token);
            var told = await TestServer.JsonAsync(answer, 200);
            if (told.GetProperty("status").GetString() == status)
            {
                return told;
            }

            Assert.True(Stopwatch.GetElapsedTime(start) < patience, $"not {status} but {told}");
        }
    }
}
