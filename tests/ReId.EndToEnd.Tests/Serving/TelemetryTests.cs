using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Serving;

/// <summary>What a collector of OpenTelemetry receives from a server that works.</summary>
public sealed class TelemetryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_collector_receives_metrics_and_traces()
    {
        var received = new ConcurrentDictionary<string, byte[]>();
        await using var collector = await CollectorAsync(received);
        using var folder = new TemporaryFolder();
        await using (var server = await RunningServer.StartAsync(
            new Dictionary<string, string?>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.First(),
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            },
            "up", "--no-keys", "--data", folder.File("gallery")))
        {
            using var answer = await server.Client.GetAsync("/v1/stats", Token);
            Assert.True(answer.IsSuccessStatusCode);
            await server.StopAsync();
        }

        Assert.Contains("http.server.request.duration", Text(received, "/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("reid.", Text(received, "/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("/v1/stats", Text(received, "/v1/traces"), StringComparison.Ordinal);
    }

    private static string Text(ConcurrentDictionary<string, byte[]> received, string path) =>
        Encoding.Latin1.GetString(received.TryGetValue(path, out var bytes) ? bytes : []);

    private static async Task<WebApplication> CollectorAsync(ConcurrentDictionary<string, byte[]> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = builder.Build();
        collector.MapPost("/v1/{kind}", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            received.AddOrUpdate(context.Request.Path, body.ToArray(), (_, earlier) => [.. earlier, .. body.ToArray()]);
            return Results.Bytes([], "application/x-protobuf");
        });
        await collector.StartAsync(Token);
        return collector;
    }
}
