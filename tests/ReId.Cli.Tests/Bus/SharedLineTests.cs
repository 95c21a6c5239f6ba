using ReId.Cli.Hosting.Bus;
using ReId.Cli.Tests.Bus.Support;

namespace ReId.Cli.Tests.Bus;

[Collection(BrokerTestGroup.Name)]
public sealed class SharedLineTests(Broker broker)
{
    [Fact]
    public async Task Workers_share_a_line_and_each_crop_is_embedded_once()
    {
        var bus = await broker.StartAsync();
        await using var first = await Parts.WorkerAsync(bus);
        await using var second = await Parts.WorkerAsync(bus);
        await using var publisher = await Parts.PublisherAsync(bus);
        await Parts.EventuallyAsync(
            async () => (await Broker.CountAsync(bus, LineQueues.Embed)).Consumers == 2, () => "two workers do not share the line");

        await Task.WhenAll(Enumerable.Range(0, 150).Select(_ => Parts.PublishAsync(publisher, Parts.Crop())));

        await Parts.HoldsAsync(bus, LineQueues.Index, 150);
        await Parts.HoldsAsync(bus, LineQueues.Embed, 0);
    }
}
