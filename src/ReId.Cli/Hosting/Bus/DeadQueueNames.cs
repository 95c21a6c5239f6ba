using MassTransit;

namespace ReId.Cli.Hosting.Bus;

/// <summary>One dead queue for each line, whether a message failed, was not understood or killed its workers.</summary>
internal sealed class DeadQueueNames : IErrorQueueNameFormatter, IDeadLetterQueueNameFormatter
{
    public string FormatErrorQueueName(string queueName) => LineQueues.Dead(queueName);

    public string FormatDeadLetterQueueName(string queueName) => LineQueues.Dead(queueName);
}
