using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using ReId.Contracts.Blobs;
using ReId.Contracts.Messages;
using ReId.Ingest.Publishing;

namespace ReId.Ingest.Tests.Publishing;

/// <summary>A bus in memory with ingestion on one side and a consumer of the test's on the other.</summary>
internal sealed class BusFixture : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private BusFixture(ServiceProvider services) => _services = services;

    public ICropPublisher Publisher => _services.GetRequiredService<ICropPublisher>();

    public InFlightBudget Budget => _services.GetRequiredService<InFlightBudget>();

    public static async Task<BusFixture> StartAsync(
        int capacity, Func<ConsumeContext<CropCaptured>, Task> consume, IBlobStore? blobs = null,
        ICropLossObserver? observer = null)
    {
        var services = new ServiceCollection().AddLogging().AddReIdIngest(capacity);
        if (blobs is not null)
        {
            services.AddSingleton(blobs);
        }

        if (observer is not null)
        {
            services.AddSingleton(observer);
        }

        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddIngestConsumers();
            bus.AddHandler<CropCaptured>(consume).Endpoint(e => e.ConcurrentMessageLimit = 1);
            bus.UsingInMemory((context, memory) => memory.ConfigureEndpoints(context));
        });
        var fixture = new BusFixture(services.BuildServiceProvider());
        await fixture._services.GetRequiredService<IBusControl>().StartAsync(TestContext.Current.CancellationToken);
        return fixture;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.GetRequiredService<IBusControl>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
