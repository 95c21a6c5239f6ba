using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace ReId.EndToEnd.Tests.Bus;

/// <summary>Ingestion, worker and server as processes of their own on a real RabbitMQ, and each of them, and RabbitMQ too, killed at its work.</summary>
public sealed class SeveralProcessesTests(Broker broker)
{
    private const string Waiting = "Waiting for the message broker";

    // More than may be in flight at a time, so that nobody is done when somebody is killed.
    private const int People = 20;
    private const int Each = 16;
    private const int Many = People * Each;

    [Fact]
    public async Task Every_crop_arrives_once_and_is_found()
    {
        await using var line = await Line.CreateAsync(broker);
        var server = line.Serve();
        line.Worker();

        var said = await line.Ingest(people: 4, each: 6).FinishAsync();

        Assert.Contains("24 crops sent, 24 indexed", said, StringComparison.Ordinal);
        await server.ReadyAsync();
        await line.HoldsEachOnceAsync(24);
    }

    [Fact]
    public async Task Workers_share_a_line_and_each_crop_is_embedded_once()
    {
        await using var line = await Line.CreateAsync(broker);
        var (one, two) = (line.Worker(), line.Worker());
        await one.ReadyAsync();
        await two.ReadyAsync();
        await using var raw = await RawQueue.OpenAsync(line.Bus);

        // Nobody takes the vectors, so all of them are there in the end.
        line.Ingest(people: 8, each: 8);
        await one.WaitAsync("64 vectors", async () => await raw.CountAsync("index-crops") >= 64 && await raw.CountAsync("embed-crops") == 0);

        var crops = new List<string>();
        var workers = new HashSet<int>();
        foreach (var text in await raw.TakeAllAsync("index-crops"))
        {
            using var envelope = JsonDocument.Parse(text);
            workers.Add(envelope.RootElement.GetProperty("host").GetProperty("processId").GetInt32());
            crops.Add(envelope.RootElement.GetProperty("message").GetProperty("crop").GetProperty("cropId").GetString()!);
        }

        Assert.Equal(64, crops.Count);
        Assert.Equal(64, crops.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(2, workers.Count);
    }

    [Fact]
    public async Task A_worker_that_is_killed_loses_nothing_and_doubles_nothing()
    {
        await using var line = await Line.CreateAsync(broker);
        var server = line.Serve();
        var worker = line.Worker();
        var ingest = line.Ingest(People, Each);
        await line.IndexedAsync(server, least: 1);

        await worker.KillAsync();
        line.Worker();

        Assert.Contains($"{Many} crops sent, {Many} indexed", await ingest.FinishAsync(), StringComparison.Ordinal);
        await line.HoldsEachOnceAsync(Many);
    }

    [Fact]
    public async Task A_server_that_is_killed_goes_on_where_it_was()
    {
        await using var line = await Line.CreateAsync(broker);
        var server = line.Serve();
        line.Worker();
        var ingest = line.Ingest(People, Each);
        await line.IndexedAsync(server, least: 1);

        await server.KillAsync();
        await line.Serve().ReadyAsync();

        Assert.Contains($"{Many} crops sent, {Many} indexed", await ingest.FinishAsync(), StringComparison.Ordinal);
        await line.HoldsEachOnceAsync(Many);
    }

    [Fact]
    public async Task What_an_ingest_had_published_when_it_was_killed_arrives_once_and_the_next_one_is_not_held_up()
    {
        // Fewer than may be in flight: the second finds room. Nobody embeds yet, so the first cannot be done.
        const int pictures = 10 * Each;
        await using var line = await Line.CreateAsync(broker);
        var server = line.Serve();
        await server.ReadyAsync();
        await using var raw = await RawQueue.OpenAsync(line.Bus);
        var ingest = line.Ingest(people: 10, Each);
        await ingest.WaitAsync("20 crops in the line", async () => await raw.CountAsync("embed-crops") >= 20);

        await ingest.KillAsync();
        var published = await SettledAsync(server, raw);
        Assert.InRange(published, 20, pictures);
        line.Worker();
        await line.IndexedAsync(server, published);
        await line.HoldsEachOnceAsync(published);

        // Ingested again, the footage is other tracklets.
        Assert.Contains($"{pictures} crops sent, {pictures} indexed", await line.Ingest(people: 10, Each).FinishAsync(), StringComparison.Ordinal);
        await line.HoldsEachOnceAsync(published + pictures);
    }

    [Fact]
    public async Task A_broker_that_is_killed_is_waited_for_and_has_lost_nothing()
    {
        await using var line = await Line.CreateAsync(broker);
        var (server, worker) = (line.Serve(), line.Worker());
        var ingest = line.Ingest(People, Each);
        await line.IndexedAsync(server, least: 1);

        await broker.KillAsync();
        foreach (var part in new[] { ingest, worker, server })
        {
            await part.HealthAsync(HttpStatusCode.ServiceUnavailable, Waiting);
        }

        await broker.AgainAsync();
        await worker.ReadyAsync();
        await server.ReadyAsync();

        Assert.Contains($"{Many} crops sent, {Many} indexed", await ingest.FinishAsync(), StringComparison.Ordinal);
        await line.HoldsEachOnceAsync(Many);
    }

    [Fact]
    public async Task Processes_that_start_before_the_broker_wait_for_it()
    {
        await using var line = await Line.CreateAsync(broker);
        await broker.KillAsync();
        var (server, worker) = (line.Serve(), line.Worker());
        var ingest = line.Ingest(people: 2, each: 2);
        foreach (var part in new[] { ingest, worker, server })
        {
            await part.HealthAsync(HttpStatusCode.ServiceUnavailable, Waiting);
        }

        await broker.AgainAsync();

        Assert.Contains("4 crops sent, 4 indexed", await ingest.FinishAsync(), StringComparison.Ordinal);
        await server.ReadyAsync();
        await line.HoldsEachOnceAsync(4);

        // One that came late notices as well that the broker goes.
        await broker.KillAsync();
        foreach (var part in new[] { worker, server })
        {
            await part.HealthAsync(HttpStatusCode.ServiceUnavailable, Waiting);
            Assert.DoesNotContain("Health check", part.Said, StringComparison.Ordinal);
        }

        await broker.AgainAsync();
        await worker.ReadyAsync();
        await server.ReadyAsync();
    }

    /// <summary>The crops in the line when no more come: the broker has read all that the dead process had sent.</summary>
    private static async Task<int> SettledAsync(Part whoLives, RawQueue raw)
    {
        var (count, since) = (-1, 0L);
        await whoLives.WaitAsync("nothing more to arrive", async () =>
        {
            var now = (int)await raw.CountAsync("embed-crops");
            (count, since) = now == count ? (count, since) : (now, Stopwatch.GetTimestamp());
            return Stopwatch.GetElapsedTime(since) > TimeSpan.FromSeconds(2);
        });
        return count;
    }
}
