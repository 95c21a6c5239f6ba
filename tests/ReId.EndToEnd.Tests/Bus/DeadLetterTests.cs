namespace ReId.EndToEnd.Tests.Bus;

/// <summary>Messages that can never be processed, on a real RabbitMQ, and <c>reid queue dead</c>.</summary>
public sealed class DeadLetterTests(Broker broker)
{
    private static readonly string[] s_poison =
    [
        "not even JSON",
        "{}",
        """{"messageId":"0190b7a2-0000-7000-8000-000000000001","messageType":["urn:message:ReId.Contracts.Messages:CropCaptured"],"message":{"camera":"gate"}}""",
        """{"messageId":"0190b7a2-0000-7000-8000-000000000002","messageType":["urn:message:Somebody.Else:Order"],"message":{"number":7}}""",
    ];

    [Fact]
    public async Task Poison_goes_to_the_dead_queue_and_the_line_goes_on()
    {
        await using var line = await Line.CreateAsync(broker);
        var server = line.Serve();
        var worker = line.Worker();
        await worker.ReadyAsync();
        await using var raw = await RawQueue.OpenAsync(line.Bus);
        for (var i = 0; i < s_poison.Length; i++)
        {
            await raw.PutAsync("embed-crops", $"poison-{i}", s_poison[i]);
        }

        var said = await line.Ingest(people: 2, each: 2).FinishAsync();

        Assert.Contains("4 crops sent, 4 indexed", said, StringComparison.Ordinal);
        await line.HoldsEachOnceAsync(4);
        await worker.WaitAsync("the poison in the dead queue", async () => await raw.CountAsync("embed-crops-dead") == s_poison.Length);

        var listed = await Part.RunAsync(line.Bus, "queue", "dead", "list");
        listed.Succeeded();
        Assert.Contains($"embed-crops-dead: {s_poison.Length} messages", listed.Output, StringComparison.Ordinal);
        Assert.Contains("index-crops-dead: 0 messages", listed.Output, StringComparison.Ordinal);
        for (var i = 0; i < s_poison.Length; i++)
        {
            Assert.Contains($"poison-{i}", listed.Output, StringComparison.Ordinal);
        }

        var asked = await Part.RunAsync(line.Bus, "queue", "dead", "purge", "--queue", "embed-crops");
        asked.FailedWith(2, $"{s_poison.Length} messages of embed-crops-dead", "--yes");
        Assert.Equal(s_poison.Length, await raw.CountAsync("embed-crops-dead"));

        var purged = await Part.RunAsync(line.Bus, "queue", "dead", "purge", "--queue", "embed-crops", "--yes");
        purged.Succeeded();
        Assert.Equal(0, await raw.CountAsync("embed-crops-dead"));
    }

    [Fact]
    public async Task What_is_replayed_keeps_its_id_and_is_indexed()
    {
        await using var line = await Line.CreateAsync(broker);
        var server = line.Serve();

        // The first worker brings the dead queue into being; there is none while the crops come.
        var first = line.Worker();
        await first.ReadyAsync();
        await first.EndAsync();
        var ingest = line.Ingest(people: 2, each: 2);
        await using var raw = await RawQueue.OpenAsync(line.Bus);
        await ingest.WaitAsync("the crops in their line", async () => await raw.CountAsync("embed-crops") == 4);
        var id = await raw.BuryAsync("embed-crops", "the model was broken");

        var listed = await Part.RunAsync(line.Bus, "queue", "dead", "list", "--queue", "embed-crops");
        listed.Succeeded();
        Assert.Contains(id, listed.Output, StringComparison.Ordinal);
        Assert.Contains(" 3 h ", listed.Output, StringComparison.Ordinal);
        Assert.Contains("the model was broken", listed.Output, StringComparison.Ordinal);

        var replayed = await Part.RunAsync(line.Bus, "queue", "dead", "replay");
        replayed.Succeeded();
        Assert.Contains("1 messages went back to embed-crops", replayed.Output, StringComparison.Ordinal);
        Assert.Equal((4, 0), (await raw.CountAsync("embed-crops"), await raw.CountAsync("embed-crops-dead")));

        line.Worker();
        Assert.Contains("4 crops sent, 4 indexed", await ingest.FinishAsync(), StringComparison.Ordinal);
        await server.ReadyAsync();
        await line.HoldsEachOnceAsync(4);
    }

    [Fact]
    public async Task A_purged_line_is_not_waited_for_for_ever()
    {
        await using var line = await Line.CreateAsync(broker);
        var ingest = line.Ingest(people: 1, each: 3, "--answer-timeout", "2");
        await using var raw = await RawQueue.OpenAsync(line.Bus);
        await ingest.WaitAsync("the crops in their line", async () => await raw.CountAsync("embed-crops") == 3);
        await raw.PurgeAsync("embed-crops");

        var said = await ingest.FinishAsync();

        Assert.Contains("3 crops sent, 0 indexed", said, StringComparison.Ordinal);
        Assert.Contains("nothing heard of 3", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_is_not_there_is_said_in_a_sentence()
    {
        var listed = await Part.RunAsync("amqp://guest:secret@127.0.0.1:1/", "queue", "dead", "list");

        listed.FailedWith(1, "amqp://guest@127.0.0.1:1/", "cannot be used");
        Assert.DoesNotContain("secret", listed.Error, StringComparison.Ordinal);
    }
}
