using System.Net;
using ReId.Cli.Hosting.Bus;
using ReId.Cli.Hosting.Parts;
using ReId.Cli.Tests.Bus.Support;
using ReId.Ingest.Pipeline;
using ReId.Ingest.Sources;
using ReId.Testing;

namespace ReId.Cli.Tests.Bus;

/// <summary>Lines that are full, and a broker that is away: who waits, and who says so.</summary>
[Collection(BrokerTestGroup.Name)]
public sealed class PressureTests(Broker broker) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_full_line_makes_ingestion_wait_until_a_worker_comes()
    {
        const int Pictures = 60;
        var bus = await broker.StartNarrowAsync();
        var folder = Parts.Folder(_folder.File("people"), Pictures);
        using var source = FrameSources.Open(folder, new FrameSourceOptions());
        await using var ingestion = await BrokerIngestion.StartAsync(new PartOptions { Bus = bus }, Token);

        var ingesting = ingestion.IngestAsync(source, new IngestOptions { Detector = "none" }, null, Token);
        await Parts.EventuallyAsync(
            async () => (await Counted(bus, LineQueues.Embed)) >= Broker.NarrowLength || ingesting.IsCompleted, () => "the line did not fill");
        await Task.Delay(TimeSpan.FromSeconds(1), Token);

        Assert.False(ingesting.IsCompleted);
        Assert.InRange(await Counted(bus, LineQueues.Embed), Broker.NarrowLength, Broker.NarrowLength + 10);

        // Nobody indexes: the second line fills as well, and the workers hold the rest until somebody does.
        await using var worker = await Parts.WorkerAsync(bus);
        await Parts.EventuallyAsync(
            async () => (await Counted(bus, LineQueues.Index)) >= Broker.NarrowLength, () => "the worker passed nothing on");
        var indexed = 0;
        await Parts.EventuallyAsync(
            async () => (indexed += await TakeAsync(bus)) >= Pictures && ingesting.IsCompleted, () => $"{indexed} of {Pictures} came through");
        Assert.Equal(Pictures, (await ingesting).Crops);
    }

    [Fact]
    public async Task A_broker_that_is_away_is_waited_for_and_readyz_says_so()
    {
        var bus = await broker.StartAsync();
        await using var proxy = new BrokerProxy(bus.Port);
        var through = Broker.Address(proxy.Port, bus.VirtualHost);
        await using var worker = await Parts.WorkerAsync(through, blobs: null, "http://127.0.0.1:0");
        await using var ingestion = await BrokerIngestion.StartAsync(new PartOptions { Bus = through, Urls = ["http://127.0.0.1:0"] }, Token);
        using var client = new HttpClient();
        Task<bool> AreAsync(HttpStatusCode expected) => AllAsync(client, expected, worker.Addresses[0], ingestion.Addresses[0]);

        Assert.True(await AreAsync(HttpStatusCode.ServiceUnavailable));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(worker.Addresses[0] + "/healthz", Token)).StatusCode);
        using var source = FrameSources.Open(Parts.Folder(_folder.File("people"), 30), new FrameSourceOptions());
        var ingesting = ingestion.IngestAsync(source, new IngestOptions { Detector = "none" }, null, Token);

        proxy.Open();
        await Parts.EventuallyAsync(() => AreAsync(HttpStatusCode.OK), () => "they did not become ready");
        await proxy.CloseAsync();
        await Parts.EventuallyAsync(() => AreAsync(HttpStatusCode.ServiceUnavailable), () => "they are ready without a broker");
        proxy.Open();
        await Parts.EventuallyAsync(() => AreAsync(HttpStatusCode.OK), () => "they did not recover");

        Assert.Equal(30, (await ingesting.WaitAsync(TimeSpan.FromMinutes(2), Token)).Crops);
        await Parts.EventuallyAsync(async () => await Counted(bus, LineQueues.Index) >= 30, () => "crops are missing");
        Assert.Equal(0, await Counted(bus, LineQueues.Dead(LineQueues.Embed)));
    }

    private static async Task<bool> AllAsync(HttpClient client, HttpStatusCode expected, params string[] addresses)
    {
        foreach (var address in addresses)
        {
            using var answer = await client.GetAsync(address + "/readyz", Token);
            if (answer.StatusCode != expected)
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<int> Counted(BusOptions bus, string queue) => (await Broker.CountAsync(bus, queue)).Messages;

    // What a gallery would do, without one.
    private static async Task<int> TakeAsync(BusOptions bus)
    {
        await using var connection = await Broker.ConnectAsync(bus);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Token);
        var taken = 0;
        while (await channel.BasicGetAsync(LineQueues.Index, autoAck: true, Token) is not null)
        {
            taken++;
        }

        return taken;
    }
}
