using ReId.Cli.Hosting.Bus;

namespace ReId.Benchmarks.Messaging;

/// <summary>
/// Crops through a real RabbitMQ: our bus against RabbitMQ.Client alone, which does the same for safety: a quorum queue,
/// every publication confirmed, every message acknowledged by hand.
/// </summary>
internal static class BusRounds
{
    /// <summary>Publishers at a time, on both sides: cameras, each of which waits for its confirmation.</summary>
    public const int Publishers = 16;

    /// <summary>Bytes of a picture.</summary>
    public const int PictureBytes = 8 * 1024;

    /// <summary>Runs both sides in turn.</summary>
    /// <param name="address">The broker.</param>
    /// <param name="crops">Crops of each side and round.</param>
    /// <param name="rounds">Rounds that count, after one to warm up.</param>
    /// <returns>Crops a second of each round, and the median of the rounds' ratios.</returns>
    public static async Task<BusResult> MeasureAsync(string address, int crops, int rounds)
    {
        var bus = BusOptions.Read(address);
        var (ours, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            // Who goes first changes.
            double first = 0, second = 0;
            if (round % 2 == 0)
            {
                first = await RateAsync(() => OurBus.RunAsync(bus, crops), crops);
                second = await RateAsync(() => BareBroker.RunAsync(address, crops), crops);
            }
            else
            {
                second = await RateAsync(() => BareBroker.RunAsync(address, crops), crops);
                first = await RateAsync(() => OurBus.RunAsync(bus, crops), crops);
            }

            if (round > 0)
            {
                ours.Add(first);
                bare.Add(second);
            }
        }

        var ratios = ours.Zip(bare, (our, other) => our / other).Order().ToList();
        return new BusResult(crops, Publishers, PictureBytes, ours, bare, ratios[ratios.Count / 2]);
    }

    /// <summary>Splits work among the publishers.</summary>
    public static Task PublishAsync(int crops, Func<int, Task> publish) => Task.WhenAll(Enumerable.Range(0, Publishers).Select(async publisher =>
    {
        await Task.Yield();
        for (var i = publisher; i < crops; i += Publishers)
        {
            await publish(i);
        }
    }));

    public static byte[] Picture()
    {
        var picture = new byte[PictureBytes];
        new Random(1).NextBytes(picture);
        return picture;
    }

    private static async Task<double> RateAsync(Func<Task<TimeSpan>> run, int crops)
    {
        GC.Collect();
        await Task.Delay(200);
        return crops / (await run()).TotalSeconds;
    }
}

/// <summary>What was measured.</summary>
/// <param name="Crops">Crops a round.</param>
/// <param name="Publishers">Publishers at a time.</param>
/// <param name="PictureBytes">Bytes of a picture.</param>
/// <param name="Ours">Our crops a second, by round.</param>
/// <param name="Bare">Those of RabbitMQ.Client.</param>
/// <param name="Ratio">Median over the rounds of ours by the other's.</param>
internal sealed record BusResult(int Crops, int Publishers, int PictureBytes, IReadOnlyList<double> Ours, IReadOnlyList<double> Bare, double Ratio);
