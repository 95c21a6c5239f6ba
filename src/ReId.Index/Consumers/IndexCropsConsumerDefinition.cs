using MassTransit;

namespace ReId.Index.Consumers;

/// <summary>How crops are batched; the same on every transport.</summary>
internal sealed class IndexCropsConsumerDefinition : ConsumerDefinition<IndexCropsConsumer>
{
    /// <summary>Messages of a batch.</summary>
    public const int MessageLimit = 64;

    /// <summary>One batch at a time: the gallery has one writer.</summary>
    private const int Concurrency = 1;

    private static readonly TimeSpan s_timeLimit = TimeSpan.FromMilliseconds(100);

    public IndexCropsConsumerDefinition()
    {
        EndpointName = "index-crops";
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<IndexCropsConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        // A smaller prefetch could never fill a batch, and each would wait for its time limit.
        endpointConfigurator.PrefetchCount = 2 * MessageLimit * Concurrency;
        consumerConfigurator.Options<BatchOptions>(batch => batch
            .SetMessageLimit(MessageLimit)
            .SetTimeLimit(s_timeLimit)
            .SetConcurrencyLimit(Concurrency));
    }
}
