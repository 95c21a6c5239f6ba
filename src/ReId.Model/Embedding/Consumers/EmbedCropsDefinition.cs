using MassTransit;

namespace ReId.Model.Embedding.Consumers;

/// <summary>How many crops are taken at a time; the same for every transport.</summary>
internal sealed class EmbedCropsDefinition : ConsumerDefinition<EmbedCropsConsumer>
{
    /// <summary>Crops in hand: one batch is computed while the next one gathers, and a third is read or passed on.</summary>
    public const int InHand = 3 * CropBatcher.MostPictures;

    /// <inheritdoc/>
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<EmbedCropsConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        ArgumentNullException.ThrowIfNull(endpointConfigurator);
        endpointConfigurator.PrefetchCount = InHand;
        endpointConfigurator.ConcurrentMessageLimit = InHand;
        endpointConfigurator.UseMessageRetry(retry => retry.Exponential(5, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(200)));
    }
}
