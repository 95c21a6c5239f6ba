using MassTransit;
using ReId.Contracts.Messages;

namespace ReId.Search.Events;

/// <summary>Hears of crops that were indexed or rejected, in whichever process.</summary>
internal sealed class IndexedCropConsumer(IndexedCrops crops) : IConsumer<CropIndexed>, IConsumer<CropRejected>
{
    public Task Consume(ConsumeContext<CropIndexed> context) => crops.AnnounceAsync(context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<CropRejected> context)
    {
        crops.Reject();
        return Task.CompletedTask;
    }
}

/// <summary>Puts the consumers of the API onto the bus.</summary>
public static class SearchConsumers
{
    /// <summary>Each server hears of every crop, on a queue of its own that ends with it.</summary>
    /// <param name="bus">The bus being configured.</param>
    public static void AddSearchConsumers(this IBusRegistrationConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        bus.AddConsumer<IndexedCropConsumer>().Endpoint(endpoint =>
        {
            endpoint.InstanceId = "-" + Guid.CreateVersion7().ToString("N");
            endpoint.Temporary = true;
        });
    }
}
