using MassTransit;

namespace ReId.Model.Embedding.Consumers;

/// <summary>How crops are gathered into batches; the same for every transport.</summary>
internal sealed class EmbedCropsDefinition : ConsumerDefinition<EmbedCropsConsumer>
{
    /// <summary>Most crops of a batch.</summary>
    public const int MessageLimit = 32;

    /// <summary>One batch at a time: the network already uses every core.</summary>
    public const int Concurrency = 1;

    /// <summary>
    /// How long a batch waits to fill: what a lone crop pays. Where crops wait already a batch fills at once, and where
    /// they come fast enough to matter the next one gathers while one is computed.
    /// </summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(25);

    /// <inheritdoc/>
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<EmbedCropsConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        ArgumentNullException.ThrowIfNull(endpointConfigurator);
        ArgumentNullException.ThrowIfNull(consumerConfigurator);

        // Fewer messages in flight than a batch holds, and batches would only ever fill by time; twice as many, and
        // the next batch gathers while one is computed.
        endpointConfigurator.PrefetchCount = 2 * MessageLimit * Concurrency;
        endpointConfigurator.ConcurrentMessageLimit = 2 * MessageLimit * Concurrency;
        endpointConfigurator.UseMessageRetry(retry =>
        {
            // The transport waits for itself: a line that is full is no fault of the message.
            retry.Ignore<MassTransitException>();
            retry.Exponential(5, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(200));
        });
        consumerConfigurator.Options<BatchOptions>(options => options
            .SetMessageLimit(MessageLimit)
            .SetTimeLimit(TimeLimit)
            .SetConcurrencyLimit(Concurrency));
    }
}
