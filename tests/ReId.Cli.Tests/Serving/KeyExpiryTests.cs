using System.Net;
using System.Net.Http.Json;
using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Serving;

/// <summary>Keys that <c>reid keys create --days</c> makes.</summary>
public sealed class KeyExpiryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("gallery");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_key_ends_when_its_days_are_over_and_no_sooner()
    {
        var made = DateTimeOffset.UtcNow;
        var month = await RunningService.KeyAsync(Data, "viewer", "--days", "30", "--name", "month");
        var hour = await RunningService.KeyAsync(Data, "viewer", "--days", "0.04", "--name", "hour");
        var second = await RunningService.KeyAsync(Data, "viewer", "--days", "0.00001", "--name", "second");
        var over = DateTimeOffset.UtcNow.AddDays(0.00001);
        var forever = await RunningService.KeyAsync(Data, "viewer", "--name", "forever");

        DateTimeOffset monthEnd;
        await using (var service = await RunningService.StartAsync("serve", "--data", Data))
        {
            monthEnd = (await EndAsync(service, month))!.Value;
            Assert.InRange(monthEnd, made.AddDays(30).AddSeconds(-1), over.AddDays(30));
            Assert.Null(await EndAsync(service, forever));

            // A session of a key ends with it.
            using var client = service.Client();
            var session = await TestServer.JsonAsync(await client.PostAsJsonAsync("/v1/session", new { key = hour }, Token));
            Assert.Equal(await EndAsync(service, hour), session.GetProperty("expiresAt").GetDateTimeOffset());

            await Task.Delay(TimeSpan.FromTicks(Math.Max(0, (over - DateTimeOffset.UtcNow).Ticks)), Token);
            using var late = service.Client(second);
            Assert.Equal(HttpStatusCode.Unauthorized, (await late.GetAsync("/v1/stats", Token)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsJsonAsync("/v1/session", new { key = second }, Token)).StatusCode);
        }

        var lines = (await Reid.RunAsync("keys", "list", "--data", Data)).Succeeded().Out.Split('\n');
        Assert.Contains(lines, line => line.Contains("month", StringComparison.Ordinal) && line.Contains($"until {monthEnd:yyyy-MM-dd}", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("second", StringComparison.Ordinal) && line.Contains("expired", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("forever", StringComparison.Ordinal) && line.Contains("valid", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("NaN")]
    [InlineData("soon")]
    public async Task Days_that_are_none_make_no_key(string days)
    {
        (await Reid.RunAsync("keys", "create", "--role", "viewer", "--days", days, "--data", Data)).IsWrongUsage("--days", days);
        Assert.False(Directory.Exists(Data));
    }

    /// <summary>When a key ends, as the server says to whoever has it.</summary>
    private static async Task<DateTimeOffset?> EndAsync(RunningService service, string key)
    {
        using var client = service.Client(key);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/stats", Token)).StatusCode);
        var told = (await TestServer.JsonAsync(await client.GetAsync("/v1/session", Token))).GetProperty("expiresAt");
        return told.ValueKind == System.Text.Json.JsonValueKind.Null ? null : told.GetDateTimeOffset();
    }
}
