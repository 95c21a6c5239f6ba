using MassTransit;

namespace ReId.Index.Consumers;

/// <summary>How crops are batched and tried again; the same on every transport.</summary>
internal sealed class IndexCropsConsumerDefinition : ConsumerDefinition<IndexCropsConsumer>
{
    /// <summary>Messages of a batch.</summary>
    public const int MessageLimit = 64;

    /// <summary>One batch at a time: the gallery has one writer.</summary>
    private const int Concurrency = 1;

    /// <summary>Tries after the first.</summary>
    public const int Retries = 5;

    private static readonly TimeSpan s_timeLimit = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_waitStep = TimeSpan.FromMilliseconds(200);

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

        // The numbers of embedding: about six seconds, for a disk or a database that is busy. What lasts longer (a full
        // disk) ends in the error queue, where the messages wait for a person.
        endpointConfigurator.UseMessageRetry(retry => retry.Exponential(Retries, s_shortestWait, s_longestWait, s_waitStep));
        consumerConfigurator.Options<BatchOptions>(batch => batch
            .SetMessageLimit(MessageLimit)
            .SetTimeLimit(s_timeLimit)
            .SetConcurrencyLimit(Concurrency));
    }
}
