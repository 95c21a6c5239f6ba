using RabbitMQ.Client;
using ReId.Cli.Hosting.Bus;
using ReId.Cli.Tests.Bus.Support;
using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Bus;

/// <summary>Messages that cannot be processed: aside, and the line goes on; looked at, replayed, deleted.</summary>
[Collection(BrokerTestGroup.Name)]
public sealed class DeadLetterTests(Broker broker)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_is_none_goes_aside_and_the_line_goes_on()
    {
        var bus = await broker.StartAsync();
        await using var worker = await Parts.WorkerAsync(bus);
        await using var publisher = await Parts.PublisherAsync(bus);
        await Parts.PublishAsync(publisher, Parts.Crop());
        await Parts.HoldsAsync(bus, LineQueues.Index, 1);

        await SendRawAsync(bus, LineQueues.Embed, "{ this is no message");
        await Parts.PublishAsync(publisher, Parts.Crop());

        await Parts.HoldsAsync(bus, LineQueues.Dead(LineQueues.Embed), 1);
        await Parts.HoldsAsync(bus, LineQueues.Index, 2);
        await Parts.HoldsAsync(bus, LineQueues.Embed, 0);
    }

    [Fact]
    public async Task A_message_over_which_workers_die_goes_aside()
    {
        var bus = await broker.StartAsync();
        await using (await Parts.WorkerAsync(bus))
        {
            await Parts.EventuallyAsync(async () => (await Broker.CountAsync(bus, LineQueues.Embed)).Consumers == 1, () => "no worker came");
        }

        await SendRawAsync(bus, LineQueues.Embed, "{}");
        await using (var connection = await Broker.ConnectAsync(bus))
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: Token);
            for (var death = 0; death <= LineQueues.DeliveryLimit; death++)
            {
                // A worker that dies leaves the broker to give its message to another: so does this.
                BasicGetResult? taken = null;
                await Parts.EventuallyAsync(
                    async () => (taken = await channel.BasicGetAsync(LineQueues.Embed, autoAck: false, Token)) is not null, () => $"gone after {death} deaths");
                await channel.BasicNackAsync(taken!.DeliveryTag, multiple: false, requeue: true, Token);
            }
        }

        await Parts.HoldsAsync(bus, LineQueues.Dead(LineQueues.Embed), 1);
        var listed = (await Reid.RunAsync("queue", "dead", "list", "--bus", Broker.Text(bus))).Succeeded();
        Assert.Contains($"its workers ended {LineQueues.DeliveryLimit} times over it", listed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dead_letters_are_listed_replayed_with_their_id_and_purged()
    {
        var bus = await broker.StartAsync();
        var address = Broker.Text(bus);
        var crop = Parts.Crop(blobKey: "crops/1.jpg");
        await using (await Parts.WorkerAsync(bus))
        {
            await using var publisher = await Parts.PublisherAsync(bus);
            await Parts.PublishAsync(publisher, crop);
            await Parts.HoldsAsync(bus, LineQueues.Dead(LineQueues.Embed), 1);
        }

        var before = await PeekAsync(bus, LineQueues.Dead(LineQueues.Embed));
        await Parts.HoldsAsync(bus, LineQueues.Dead(LineQueues.Embed), 1);

        var listed = await Reid.RunAsync("queue", "dead", "list", "--bus", address);
        listed.Succeeded();
        Assert.Contains("embed-crops-dead", listed.Out, StringComparison.Ordinal);
        Assert.Contains("--blobs DIR", listed.Out, StringComparison.Ordinal);
        Assert.Contains("1 dead letters", listed.Out, StringComparison.Ordinal);
        await Parts.HoldsAsync(bus, LineQueues.Dead(LineQueues.Embed), 1);

        (await Reid.RunAsync("queue", "dead", "replay", "--bus", address)).Succeeded();
        await Parts.HoldsAsync(bus, LineQueues.Dead(LineQueues.Embed), 0);
        var after = await PeekAsync(bus, LineQueues.Embed);
        Assert.NotNull(before.BasicProperties.MessageId);
        Assert.Equal(before.BasicProperties.MessageId, after.BasicProperties.MessageId);
        Assert.Equal(before.Body.ToArray(), after.Body.ToArray());
        Assert.DoesNotContain(after.BasicProperties.Headers?.Keys ?? [], key => key.StartsWith("MT-Fault", StringComparison.Ordinal));

        // Replayed, it is processed like any other, now that the worker finds its picture.
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("crops"));
        await File.WriteAllBytesAsync(folder.File("crops", "1.jpg"), Pictures.Person(Pictures.Red, Pictures.Blue), Token);
        await using (await Parts.WorkerAsync(bus, folder.Path))
        {
            await Parts.HoldsAsync(bus, LineQueues.Index, 1);
        }

        await SendRawAsync(bus, LineQueues.Dead(LineQueues.Embed), "{}");
        (await Reid.RunAsync("queue", "dead", "purge", "--bus", address)).IsWrongUsage("1 messages", "--yes");
        await Parts.HoldsAsync(bus, LineQueues.Dead(LineQueues.Embed), 1);
        (await Reid.RunAsync("queue", "dead", "purge", "--bus", address, "--yes")).Succeeded();
        await Parts.HoldsAsync(bus, LineQueues.Dead(LineQueues.Embed), 0);
    }

    [Fact]
    public async Task A_replay_stops_at_a_full_line_and_loses_nothing()
    {
        var bus = await broker.StartNarrowAsync();
        await using var publisher = await Parts.PublisherAsync(bus);
        await using (await Parts.WorkerAsync(bus))
        {
            await Parts.PublishAsync(publisher, Parts.Crop());
            await Parts.HoldsAsync(bus, LineQueues.Index, 1);
        }

        await using var connection = await Broker.ConnectAsync(bus);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Token);
        const int Dead = Broker.NarrowLength + 15;
        for (var i = 0; i < Dead; i++)
        {
            await channel.BasicPublishAsync("", LineQueues.Dead(LineQueues.Embed), mandatory: true, new BasicProperties { Persistent = true }, "{}"u8.ToArray(), Token);
        }

        var result = await Reid.RunAsync("queue", "dead", "replay", "--bus", Broker.Text(bus), "--queue", LineQueues.Embed);

        result.IsFailure("The line embed-crops is full", "embed-crops-dead");
        var (dead, _) = await Broker.CountAsync(bus, LineQueues.Dead(LineQueues.Embed));
        var (line, _) = await Broker.CountAsync(bus, LineQueues.Embed);
        Assert.Equal(Dead, dead + line);
        Assert.InRange(line, 1, Dead - 1);
    }

    [Fact]
    public async Task A_line_that_nobody_used_yet_has_no_dead_letters()
    {
        var bus = await broker.StartAsync();

        foreach (var what in new[] { "list", "replay", "purge" })
        {
            var result = await Reid.RunAsync(["queue", "dead", what, "--bus", Broker.Text(bus), .. what == "purge" ? ["--yes"] : Array.Empty<string>()]);
            result.Succeeded();
            Assert.Contains("0 ", result.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_wrong_with_the_command_is_said()
    {
        (await Reid.RunAsync("queue", "dead", "list")).IsWrongUsage("--bus is missing", "REID_BUS");
        (await Reid.RunAsync("queue", "dead", "list", "--bus", "http://x")).IsWrongUsage("--bus is no address of a message broker");
        (await Reid.RunAsync("queue", "dead", "list", "--bus", "amqp://x", "--queue", "y")).IsWrongUsage("--queue 'y'", "embed-crops");
        (await Reid.RunAsync("queue", "dead", "list", "--bus", "amqp://u:secret@127.0.0.1:1/")).IsFailure("amqp://u@127.0.0.1:1/ does not answer");
    }

    private static async Task SendRawAsync(BusOptions bus, string queue, string body)
    {
        await using var connection = await Broker.ConnectAsync(bus);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Token);
        var properties = new BasicProperties { ContentType = "application/vnd.masstransit+json", Persistent = true };
        await channel.BasicPublishAsync("", queue, mandatory: true, properties, System.Text.Encoding.UTF8.GetBytes(body), Token);
    }

    private static async Task<BasicGetResult> PeekAsync(BusOptions bus, string queue)
    {
        await using var connection = await Broker.ConnectAsync(bus);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Token);
        BasicGetResult? found = null;
        await Parts.EventuallyAsync(
            async () => (found = await channel.BasicGetAsync(queue, autoAck: false, Token)) is not null, () => $"{queue} is empty");
        return found!;
    }
}
