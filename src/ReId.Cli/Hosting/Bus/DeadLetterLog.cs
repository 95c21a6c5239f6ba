using MassTransit;
using Microsoft.Extensions.Logging;

namespace ReId.Cli.Hosting.Bus;

/// <summary>
/// Says which messages went to a dead queue, and why. One that only a lost connection interrupted comes again, and is not
/// said.
/// </summary>
internal sealed class DeadLetterLog(ILoggerFactory loggers) : IReceiveObserver
{
    private readonly ILogger _logger = loggers.CreateLogger(BusWatch.LogCategory);

    public Task ReceiveFault(ReceiveContext context, Exception exception)
    {
        if (!BrokerPatience.MayPass(exception))
        {
            BusLog.Dead(
                _logger, context.InputAddress.AbsolutePath.Split('/')[^1], exception.GetBaseException().Message.Split('\n', 2)[0].TrimEnd('.', '\r'));
        }

        return Task.CompletedTask;
    }

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;
}
