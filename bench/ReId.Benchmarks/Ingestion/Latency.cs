using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReId.Contracts;
using ReId.Contracts.Blobs;
using ReId.Index;
using ReId.Ingest;
using ReId.Ingest.Cropping;
using ReId.Ingest.Publishing;
using ReId.Model.Embedding;
using ReId.Model.Embedding.Consumers;

namespace ReId.Benchmarks.Ingestion;

/// <summary>
/// The time from handing a crop to the publisher until the message arrives that says that it is durable and searchable,
/// through the in-process pipeline as <c>reid ingest</c> composes it.
/// </summary>
internal static class Latency
{
    private const int Different = 16;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(3);

    /// <summary>Publishes crops for a while.</summary>
    /// <param name="weights">Model: <c>colour</c>, or a file.</param>
    /// <param name="rate">Crops per second on average; intervals are half to one and a half of 1/rate, so that they do not
    /// walk in step with the consumers' timers.</param>
    /// <param name="seconds">Time that is measured, after 3 s to warm up.</param>
    /// <param name="directory">For the gallery.</param>
    /// <returns>Milliseconds of each crop, in their order.</returns>
    public static async Task<double[]> MeasureAsync(string weights, double rate, double seconds, string directory)
    {
        await using var gallery = await Gallery.OpenAsync(new GalleryOptions { Directory = directory });
        using var host = BuildHost(gallery, weights);
        // Opening the model belongs to nobody's latency.
        _ = host.Services.GetRequiredService<Embedder>();
        await host.StartAsync();
        var published = await PublishAsync(
            host.Services.GetRequiredService<ICropPublisher>(), rate, s_warmUp + TimeSpan.FromSeconds(seconds));
        await host.Services.GetRequiredService<InFlightBudget>().WaitForCurrentAsync(CancellationToken.None);
        await host.StopAsync();

        var stored = (await gallery.StatsAsync(CancellationToken.None)).Crops;
        var times = host.Services.GetRequiredService<SearchableConsumer.Times>().ByCrop;
        if (stored != published.Count || times.Count != published.Count)
        {
            throw new InvalidOperationException($"of {published.Count} crops {stored} were stored and {times.Count} announced");
        }

        var measured = published.Where(crop => Stopwatch.GetElapsedTime(published[0].At, crop.At) >= s_warmUp);
        return [.. measured.Select(crop => Stopwatch.GetElapsedTime(crop.At, times[crop.Id]).TotalMilliseconds)];
    }

    private static async Task<List<(Guid Id, long At)>> PublishAsync(ICropPublisher publisher, double rate, TimeSpan duration)
    {
        var random = new Random(1);
        byte[][] pictures = [.. Enumerable.Range(1, Different).Select(CropPicture.Jpeg)];
        var published = new List<(Guid Id, long At)>();
        var clock = Stopwatch.StartNew();
        for (var due = TimeSpan.Zero; due < duration; due += TimeSpan.FromSeconds((0.5 + random.NextDouble()) / rate))
        {
            if (due - clock.Elapsed is { Ticks: > 0 } early)
            {
                await Task.Delay(early);
            }

            var crop = new CapturedCrop
            {
                Camera = "bench",
                TrackletId = Guid.CreateVersion7(),
                CapturedAt = DateTimeOffset.UtcNow,
                Box = new PixelBox(0, 0, CropPicture.Width, CropPicture.Height),
                Quality = 1,
                Jpeg = pictures[published.Count % Different],
            };
            published.Add((crop.Id, Stopwatch.GetTimestamp()));
            await publisher.PublishAsync(crop, CancellationToken.None);
        }

        return published;
    }

    private static IHost BuildHost(Gallery gallery, string weights)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        builder.Services.AddSingleton<IBlobStore>(gallery.Blobs);
        builder.Services.AddReIdGallery(gallery);
        builder.Services.AddReIdEmbedding(new EmbedderOptions { Weights = weights });
        builder.Services.AddReIdIngest();
        builder.Services.AddSingleton<SearchableConsumer.Times>();
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddIngestConsumers();
            bus.AddEmbeddingConsumers();
            bus.AddGalleryConsumers();
            bus.AddConsumer<SearchableConsumer>();
            bus.UsingInMemory((context, transport) => transport.ConfigureEndpoints(context));
        });
        return builder.Build();
    }
}
