using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReId.Cli.Hosting.Bus;
using ReId.Contracts;
using ReId.Contracts.Messages;
using ReId.Ingest;
using ReId.Ingest.Cropping;
using ReId.Ingest.Publishing;

namespace ReId.Benchmarks.Messaging;

/// <summary>The product's way of a crop: publisher with its budget, the line's own queue, as many crops in hand as a worker has.</summary>
internal static class OurBus
{
    // EmbedCropsDefinition's.
    private const int InHand = 96;

    public static async Task<TimeSpan> RunAsync(BusOptions options, int crops)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        var counter = new Counter(crops);
        builder.Services.AddSingleton(counter);
        builder.Services.AddReIdIngest();
        builder.Services.AddReIdBus(options, bus => bus.AddConsumer<Sink, SinkDefinition>());
        using var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<BusWatch>().ConnectedAsync(CancellationToken.None);
        var publisher = host.Services.GetRequiredService<ICropPublisher>();
        var (picture, tracklet, time) = (BusRounds.Picture(), Guid.CreateVersion7(), DateTimeOffset.UtcNow);

        var clock = Stopwatch.StartNew();
        await BusRounds.PublishAsync(crops, _ => publisher.PublishAsync(
            new CapturedCrop
            {
                Camera = "bench",
                TrackletId = tracklet,
                CapturedAt = time,
                Box = new PixelBox(0, 0, 64, 128),
                Quality = 1,
                Jpeg = picture,
            },
            CancellationToken.None));
        await counter.Done;
        var elapsed = clock.Elapsed;
        await host.StopAsync();
        return elapsed;
    }

    private sealed class Counter(int crops)
    {
        private readonly TaskCompletionSource _done = new();
        private int _left = crops;

        public Task Done => _done.Task;

        public void Add()
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                _done.SetResult();
            }
        }
    }

    private sealed class Sink(InFlightBudget budget, Counter counter) : IConsumer<CropCaptured>
    {
        public Task Consume(ConsumeContext<CropCaptured> context)
        {
            budget.Release(context.Message.CropId);
            counter.Add();
            return Task.CompletedTask;
        }
    }

    private sealed class SinkDefinition : ConsumerDefinition<Sink>
    {
        public SinkDefinition() => EndpointName = LineQueues.Embed;

        protected override void ConfigureConsumer(
            IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<Sink> consumerConfigurator, IRegistrationContext context)
        {
            endpointConfigurator.PrefetchCount = InHand;
            endpointConfigurator.ConcurrentMessageLimit = InHand;
        }
    }
}
