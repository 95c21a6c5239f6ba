using Microsoft.Extensions.Logging;

namespace ReId.Cli.Hosting.Bus;

/// <summary>What the bus says to the operator.</summary>
internal static partial class BusLog
{
    [LoggerMessage(1, LogLevel.Information, "connected to the message broker {Broker}")]
    public static partial void Connected(ILogger logger, string broker);

    [LoggerMessage(2, LogLevel.Warning, "waiting for the message broker {Broker}: {Reason}")]
    public static partial void Waiting(ILogger logger, string broker, string reason);

    [LoggerMessage(3, LogLevel.Warning, "the broker {Broker} takes no more crops, because a line is full: waiting until the workers have caught up")]
    public static partial void LineFull(ILogger logger, string broker);

    [LoggerMessage(4, LogLevel.Information, "the broker {Broker} takes crops again")]
    public static partial void TakesAgain(ILogger logger, string broker);

    [LoggerMessage(5, LogLevel.Warning, "the connection to {Broker} ended while it was being set up: setting it up again")]
    public static partial void Restarting(ILogger logger, string broker);

    [LoggerMessage(6, LogLevel.Error, "a message of {Queue} went to its dead queue: {Reason}")]
    public static partial void Dead(ILogger logger, string queue, string reason);

    [LoggerMessage(7, LogLevel.Information, "{Count} dead letters of {Broker} were about crops that were erased: removed")]
    public static partial void Swept(ILogger logger, int count, string broker);

    [LoggerMessage(8, LogLevel.Warning, "dead letters of erased crops are removed later: {Reason}")]
    public static partial void NotSwept(ILogger logger, string reason);
}
