using ReId.Cli.Tests.Support;

namespace ReId.Cli.Tests.Serving;

public sealed class StatsTests
{
    [Fact]
    public async Task One_process_knows_what_is_on_its_way_and_has_no_dead_letters()
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = await TestServer.StartAsync();
        await server.EnrolAsync(Pictures.Person(Pictures.Red, Pictures.Grey), "gate");

        var stats = await TestServer.JsonAsync(await server.Viewer.GetAsync("/v1/stats", token));
        var ready = await TestServer.JsonAsync(await server.Anonymous.GetAsync("/readyz", token));

        Assert.Equal(1, stats.GetProperty("crops").GetInt32());
        Assert.Equal(0, stats.GetProperty("queueDepth").GetInt64());
        Assert.Equal(0, stats.GetProperty("deadLetters").GetInt64());
        Assert.Equal(0, stats.GetProperty("missing").GetInt64());
        Assert.Equal("healthy", ready.GetProperty("parts").GetProperty("index").GetString());
    }
}
