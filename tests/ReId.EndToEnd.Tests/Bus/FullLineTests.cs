namespace ReId.EndToEnd.Tests.Bus;

/// <summary>Lines that take no more: who waits, and that nothing is lost meanwhile.</summary>
public sealed class FullLineTests(Broker broker)
{
    private const int Crops = 160;

    // A quorum queue may take a few more than its limit before it refuses.
    private const int Most = Broker.NarrowLength + 10;

    [Fact]
    public async Task A_full_line_makes_ingestion_wait_until_somebody_works()
    {
        await using var line = await Line.CreateNarrowAsync(broker);
        var ingest = line.Ingest(people: 5, each: Crops / 5);
        await ingest.WaitAsync("the line to be full", () => Task.FromResult(ingest.Said.Contains("takes no more crops", StringComparison.Ordinal)));
        await using var raw = await RawQueue.OpenAsync(line.Bus);
        Assert.InRange((int)await raw.CountAsync("embed-crops"), Broker.NarrowLength, Most);

        // Without a server the second line fills as well, and the worker holds the rest.
        var worker = line.Worker();
        await worker.WaitAsync("the second line to be full", async () => await raw.CountAsync("index-crops") >= Broker.NarrowLength);

        // Longer than a consumer tries again what is its own fault.
        await Task.Delay(TimeSpan.FromSeconds(9), TestContext.Current.CancellationToken);
        Assert.InRange((int)await raw.CountAsync("index-crops"), Broker.NarrowLength, Crops - 1);
        var server = line.Serve();

        var said = await ingest.FinishAsync();
        Assert.Contains($"{Crops} crops sent, {Crops} indexed", said, StringComparison.Ordinal);
        Assert.Contains("takes crops again", said, StringComparison.Ordinal);
        await server.ReadyAsync();
        await line.HoldsEachOnceAsync(Crops);
        Assert.Equal(0u, (uint)await raw.CountAsync("embed-crops-dead"));
    }

    [Fact]
    public async Task A_replay_stops_at_a_full_line_and_loses_nothing()
    {
        await using var line = await Line.CreateNarrowAsync(broker);
        var worker = line.Worker();
        await worker.ReadyAsync();
        await worker.EndAsync();
        await using var raw = await RawQueue.OpenAsync(line.Bus);
        for (var i = 0; i < Crops; i++)
        {
            await raw.PutAsync("embed-crops-dead", $"dead-{i}", "{}");
        }

        var replayed = await Part.RunAsync(line.Bus, "queue", "dead", "replay", "--queue", "embed-crops");

        replayed.FailedWith(1, "embed-crops", "it is full", "the others stay in embed-crops-dead");
        var moved = (int)await raw.CountAsync("embed-crops");
        Assert.InRange(moved, Broker.NarrowLength, Most);
        Assert.Equal(Crops, moved + (int)await raw.CountAsync("embed-crops-dead"));
    }

    [Fact]
    public async Task A_message_over_which_workers_die_goes_aside()
    {
        await using var line = await Line.CreateAsync(broker);
        var worker = line.Worker();
        await worker.ReadyAsync();
        await worker.EndAsync();
        await using var raw = await RawQueue.OpenAsync(line.Bus);
        await raw.PutAsync("embed-crops", "deadly", "{}");

        // A worker that dies leaves its message to the broker, which gives it to the next.
        const int DeliveryLimit = 20;
        for (var death = 0; death <= DeliveryLimit; death++)
        {
            Assert.Equal("deadly", await raw.TakeAndDieAsync("embed-crops"));
        }

        Assert.Null(await raw.TakeAndDieAsync("embed-crops"));
        var listed = await Part.RunAsync(line.Bus, "queue", "dead", "list", "--queue", "embed-crops");
        listed.Succeeded();
        Assert.Contains("deadly", listed.Output, StringComparison.Ordinal);
        Assert.Equal(1u, (uint)await raw.CountAsync("embed-crops-dead"));
    }
}
