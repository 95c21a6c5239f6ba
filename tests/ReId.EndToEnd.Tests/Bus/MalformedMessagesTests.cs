using System.Text.Json;

namespace ReId.EndToEnd.Tests.Bus;

/// <summary>A thousand broken messages in the lines of a real RabbitMQ: none is indexed, and whoever comes after them is.</summary>
public sealed class MalformedMessagesTests(Broker broker)
{
    private const int Each = 500;

    [Fact]
    public async Task None_of_a_thousand_broken_messages_is_indexed_and_a_good_one_after_them_is()
    {
        await using var line = await Line.CreateAsync(broker);
        var server = line.Serve();
        var worker = line.Worker();
        await server.ReadyAsync();
        await worker.ReadyAsync();

        // A crop as it should be, first: from it the gallery knows the model's dimension.
        Assert.Contains("1 crops sent, 1 indexed", await line.Ingest(people: 1, each: 1).FinishAsync(), StringComparison.Ordinal);
        var model = Assert.Single((await line.StatsAsync()).GetProperty("models").EnumerateObject());
        var picture = await File.ReadAllBytesAsync(Directory.GetFiles(line.Pictures).Single(), TestContext.Current.CancellationToken);
        var messages = new MalformedMessages(seed: 1, picture, model.Name, model.Value.GetProperty("dimension").GetInt32());

        await using var raw = await RawQueue.OpenAsync(line.Bus);
        await raw.PutAllAsync("embed-crops", [.. Enumerable.Range(0, Each).Select(_ => messages.Captured())]);
        await raw.PutAllAsync("index-crops", [.. Enumerable.Range(0, Each).Select(_ => messages.Embedded())]);
        await raw.PutAllAsync("embed-crops", [messages.Good()]);

        await line.IndexedAsync(worker, 2);

        // Each of them was said to be rejected, or waits among the dead for a person: none was swallowed, none hangs.
        await server.WaitAsync("the end of all broken messages", async () =>
        {
            var stats = await line.StatsAsync();
            return stats.GetProperty("deadLetters") is { ValueKind: JsonValueKind.Number } dead
                && stats.GetProperty("rejected").GetInt64() + dead.GetInt64() >= 2 * Each;
        });
        var end = await line.StatsAsync();
        Assert.Equal(2, end.GetProperty("crops").GetInt64());
        Assert.Equal(2, end.GetProperty("models").GetProperty(model.Name).GetProperty("vectors").GetInt64());
        Assert.Single(end.GetProperty("models").EnumerateObject());
    }
}
