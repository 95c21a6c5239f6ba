using System.Diagnostics;
using ReId.Search.Queues;
using ReId.Search.Telemetry;
using ReId.Search.Tests.Support;
using ReId.Testing;

namespace ReId.Search.Tests.Telemetry;

/// <summary>What is looked at now and then: lines and index.</summary>
public sealed class GaugesTests : SearchTest
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Lines_are_as_long_as_whoever_looked_at_them_says()
    {
        using var heard = new HeardMetrics();
        using var gauges = new QueueGauges(new Lines(new CropsOnTheWay(7, 2)));
        await gauges.StartAsync(Token);

        Assert.Equal([7], await SaidAsync(heard, "reid.queue.depth"));
        Assert.Equal([2], heard.Now("reid.queue.dead"));
        await gauges.StopAsync(Token);
    }

    [Fact]
    public async Task What_nobody_can_say_is_left_out_and_not_0()
    {
        using var heard = new HeardMetrics();
        using var gauges = new QueueGauges(new Lines(new CropsOnTheWay(null, 2)));
        await gauges.StartAsync(Token);

        // Both are of one look.
        Assert.Equal([2], await SaidAsync(heard, "reid.queue.dead"));
        Assert.Empty(heard.Now("reid.queue.depth"));
        await gauges.StopAsync(Token);
        gauges.Dispose();
        Assert.Empty(heard.Now("reid.queue.dead"));
    }

    [Fact]
    public async Task The_index_is_as_large_as_the_gallery_of_all_models()
    {
        await using var gallery = await GalleryWithAsync(
            Entries.Entry(1, [1, 0]), Entries.Entry(2, [0, 1]), Entries.Entry(3, [1, 1]), Entries.Entry(1, [1, 0, 0], model: "model-b"));
        using var heard = new HeardMetrics();
        using var gauges = new ServiceGauges(gallery);
        Assert.Equal([0], heard.Now("reid.index.vectors"));
        await gauges.StartAsync(Token);

        Assert.Equal([4], await SaidAsync(heard, "reid.index.vectors", before: 0));
        Assert.Equal([0], heard.Now("reid.index.missing"));
        await gauges.StopAsync(Token);
    }

    /// <summary>What a gauge says once it says something, and something else than before.</summary>
    private static async Task<IEnumerable<double>> SaidAsync(HeardMetrics heard, string gauge, double? before = null)
    {
        for (var start = Stopwatch.GetTimestamp(); ; await Task.Delay(10, Token))
        {
            if (heard.Now(gauge) is [var value, ..] said && value != before)
            {
                return said;
            }

            Assert.True(Stopwatch.GetElapsedTime(start) < s_patience, $"{gauge} says nothing");
        }
    }

    private sealed class Lines(CropsOnTheWay crops) : ICropLines
    {
        public ValueTask<CropsOnTheWay> LookAsync(CancellationToken cancellationToken) => new(crops);
    }
}
