using System.Diagnostics;
using ReId.Cli.Hosting.Bus;

namespace ReId.Benchmarks.Messaging;

/// <summary>
/// Crops a second through a real RabbitMQ: our bus against a bare client that gives the same guarantees (a quorum queue
/// with the same limits, confirmed publishing, acknowledgement by hand), and the whole way into a gallery.
/// </summary>
internal static class BusThroughput
{
    /// <summary>Bytes of a picture: the usual size of a crop.</summary>
    public const int PictureBytes = 8 * 1024;

    /// <summary>Messages that may be unconfirmed, and unacknowledged, at a time.</summary>
    public const int Window = 96;

    public static async Task<object> MeasureAsync(string address, int crops, int rounds)
    {
        var bus = BusOptions.Read(address);
        IThroughputSide[] sides = [new BareClient(bus), new OurBus(bus), new WholeWay(bus)];
        var seconds = sides.ToDictionary(side => side.Name, _ => new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            // Who goes first changes, so that a machine whose speed drifts favours nobody.
            for (var i = 0; i < sides.Length; i++)
            {
                var side = sides[(round + 1 + i) % sides.Length];
                var time = await TimeAsync(side, CropsOf(side, crops));
                if (round >= 0)
                {
                    seconds[side.Name].Add(time);
                }
            }
        }

        var sent = sides.ToDictionary(side => side.Name, side => CropsOf(side, crops));
        return new { crops = sent, rounds, pictureBytes = PictureBytes, window = Window, seconds };
    }

    private static int CropsOf(IThroughputSide side, int crops) => Math.Max(1, crops / side.Slowness);

    /// <summary>Does something for each crop, so many at a time.</summary>
    public static Task PublishAllAsync(int crops, Func<int, Task> publish)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Window).Select(async _ =>
        {
            for (var number = Interlocked.Increment(ref next); number < crops; number = Interlocked.Increment(ref next))
            {
                await publish(number);
            }
        }));
    }

    private static async Task<double> TimeAsync(IThroughputSide side, int crops)
    {
        await side.PrepareAsync(crops);
        var start = Stopwatch.GetTimestamp();
        await side.RunAsync(crops);
        var time = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await side.CleanAsync();
        return time;
    }
}

/// <summary>One way to move crops.</summary>
internal interface IThroughputSide
{
    string Name { get; }

    /// <summary>It is given so many times fewer crops, or its rounds would take minutes.</summary>
    int Slowness => 1;

    Task PrepareAsync(int crops);

    /// <summary>From the first crop that is published to the last one that is done.</summary>
    Task RunAsync(int crops);

    Task CleanAsync();
}
