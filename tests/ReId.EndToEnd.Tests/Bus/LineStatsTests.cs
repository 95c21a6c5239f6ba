using System.Text.Json;

namespace ReId.EndToEnd.Tests.Bus;

/// <summary>What a server says of lines that other processes fill and empty.</summary>
public sealed class LineStatsTests(Broker broker)
{
    [Fact]
    public async Task What_waits_in_the_lines_and_what_died_is_in_the_stats()
    {
        await using var line = await Line.CreateAsync(broker);
        var server = line.Serve();
        await server.ReadyAsync();
        await server.WaitAsync("figures of empty lines", async () => Waiting(await line.StatsAsync()) == (0, 0));

        // The first worker brings the dead queue into being; there is none while the crops come.
        var first = line.Worker();
        await first.ReadyAsync();
        await first.EndAsync();
        var ingest = line.Ingest(people: 2, each: 2);
        await server.WaitAsync("4 crops on their way", async () => Waiting(await line.StatsAsync()) == (4, 0));
        await using (var raw = await RawQueue.OpenAsync(line.Bus))
        {
            await raw.BuryAsync("embed-crops", "the model was broken");
        }

        await server.WaitAsync("the dead one", async () => Waiting(await line.StatsAsync()) == (3, 1));

        (await Part.RunAsync(line.Bus, "queue", "dead", "replay")).Succeeded();
        line.Worker();
        Assert.Contains("4 crops sent, 4 indexed", await ingest.FinishAsync(), StringComparison.Ordinal);
        await server.WaitAsync("empty lines", async () => Waiting(await line.StatsAsync()) == (0, 0));
    }

    private static (long Crops, long Dead) Waiting(JsonElement stats) => (Known(stats, "queueDepth"), Known(stats, "deadLetters"));

    // A broker that is slow for a moment makes it null.
    private static long Known(JsonElement stats, string figure) =>
        stats.GetProperty(figure) is { ValueKind: JsonValueKind.Number } value ? value.GetInt64() : -1;
}
