using System.Diagnostics;
using System.Net.Http.Json;
using ReId.Cli.Hosting.Serving;
using ReId.Cli.Tests.Support;
using ReId.Ingest.Pipeline;
using ReId.Ingest.Sources;
using ReId.Testing;

namespace ReId.Cli.Tests.Serving;

/// <summary>What the metrics of docs/telemetry.md say after work that a test has counted.</summary>
public sealed class MetricsTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly byte[] s_red = Pictures.Person(Pictures.Red, Pictures.Grey);
    private static readonly byte[] s_blue = Pictures.Person(Pictures.Blue, Pictures.Grey);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_count_as_what_they_cost()
    {
        using var heard = new HeardMetrics();
        await using var server = await TestServer.StartAsync();
        var captured = DateTimeOffset.UtcNow.AddSeconds(-90);

        // 1. Three crops, one call of the network and one commit each.
        var crop = await EnrolAsync(s_red);
        await server.Operator.PostAsJsonAsync("/v1/watches", new { name = "red", threshold = 0.99, cropId = crop }, Token);
        await EnrolAsync(s_blue);
        await EnrolAsync(s_red);
        Assert.Equal([1, 1, 1], heard.Of("reid.embed.batch"));
        Assert.Equal(3, heard.Of("reid.embed.duration").Length);
        Assert.Equal(3, heard.Of("reid.index.duration").Length);

        // 2. Each is announced once: from its capture until then.
        await HeardAsync(heard, "reid.search.lag", 3);
        await HeardAsync(heard, "reid.watch.hits", 1);
        var longest = (DateTimeOffset.UtcNow - captured).TotalSeconds;
        Assert.All(heard.Of("reid.search.lag"), lag => Assert.InRange(lag, 90, longest));
        Assert.Equal([1], heard.Of("reid.watch.hits"));

        // 3. Three searches: by a crop, by two pictures, by re-ranking. One that is refused is none.
        await server.SearchAsync(new { cropId = crop });
        using var form = TestServer.Form(s_red);
        form.Add(new ByteArrayContent(s_blue), "image", "second.png");
        await TestServer.JsonAsync(await server.Viewer.PostAsync("/v1/search", form, Token));
        await server.SearchAsync(new { cropId = crop, rerank = true });
        await server.SearchAsync(new { cropId = crop, k = 0 }, status: 400);
        await server.SearchAsync(new { cropId = Guid.CreateVersion7() }, status: 404);
        Assert.Equal(3, heard.Of("reid.search.duration").Length);
        Assert.Equal([1, 1, 1, 2], heard.Of("reid.embed.batch"));

        // 4. Seconds, and no more of them than there were.
        foreach (var name in (string[])["reid.embed.duration", "reid.index.duration", "reid.search.duration"])
        {
            Assert.All(heard.Of(name), seconds => Assert.InRange(seconds, double.Epsilon, longest));
        }

        // 5. One that was there already is not announced again; the next one is.
        await EnrolAsync(s_red, ("cropId", crop.ToString()));
        await EnrolAsync(s_blue);
        await HeardAsync(heard, "reid.search.lag", 4);

        Task<Guid> EnrolAsync(byte[] picture, params (string, string)[] fields) =>
            server.EnrolAsync(picture, "gate", [("capturedAt", captured.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture)), .. fields]);
    }

    [Fact]
    public async Task Frames_become_crops_become_vectors()
    {
        using var folder = new TemporaryFolder();
        var first = DateTime.UtcNow.AddHours(-1);
        var hall = Pictures.Folder(
            folder.File("hall"), first,
            (Pictures.Red, Pictures.Grey), (Pictures.Blue, Pictures.Grey), (Pictures.Green, Pictures.Grey), (Pictures.Red, Pictures.Blue));
        using var heard = new HeardMetrics();
        var start = Stopwatch.GetTimestamp();
        await using var server = await TestServer.StartAsync(serve: options => options with
        {
            Sources = [new NamedSource(FrameSources.Open(hall), hall)],
            Ingest = new IngestOptions { Detector = "none" },
        });

        await HeardAsync(heard, "reid.search.lag", 4);
        await HeardAsync(heard, "reid.ingest.crops", 4);

        Assert.Equal(4, heard.Of("reid.ingest.frames", "hall").Sum());
        Assert.Equal(4, heard.Of("reid.ingest.crops", "hall").Sum());
        Assert.Equal(0, heard.Of("reid.ingest.frames.dropped", "hall").Sum());
        Assert.Equal(0, heard.Of("reid.ingest.frames.still", "hall").Sum());
        Assert.Equal(4, heard.Of("reid.embed.batch").Sum());
        Assert.Equal(heard.Of("reid.embed.batch").Length, heard.Of("reid.embed.duration").Length);
        Assert.InRange(heard.Of("reid.index.duration").Length, 1, 4);

        // They were captured a minute apart and announced within this test.
        var took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var lags = heard.Of("reid.search.lag").OrderDescending().ToList();
        Assert.All(lags.Index(), lag => Assert.InRange(lag.Item, 3600 - (60 * lag.Index) - took, 3600 - (60 * lag.Index) + took + 2));
    }

    private static async Task HeardAsync(HeardMetrics heard, string name, int times)
    {
        for (var start = Stopwatch.GetTimestamp(); heard.Of(name).Length < times; await Task.Delay(10, Token))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < s_patience, $"{name} was heard {heard.Of(name).Length} times, not {times}");
        }

        Assert.Equal(times, heard.Of(name).Length);
    }
}
