using MassTransit;
using RabbitMQ.Client.Exceptions;
using ReId.Contracts;

namespace ReId.Cli.Hosting.Bus;

/// <summary>
/// Waits for a broker that refuses a message (the line is full) or is away. Nothing is kept meanwhile but the one
/// message: whoever publishes waits, and a camera behind it drops its oldest frames.
/// </summary>
internal sealed class BrokerPatience(BusWatch watch) : IPublishPatience
{
    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    public async Task PublishAsync(Func<Task> publish, CancellationToken cancellationToken)
    {
        for (var wait = s_first; ; wait = wait * 2 < s_longest ? wait * 2 : s_longest)
        {
            try
            {
                await publish().ConfigureAwait(false);
                watch.Taken();
                return;
            }
            catch (Exception e) when (MayPass(e) && !cancellationToken.IsCancellationRequested)
            {
                watch.Refused(e);
                await Task.Delay(wait, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether it may be better the next time.</summary>
    /// <remarks>A cancellation that nobody here asked for is the transport's own: its connection ended under the message.</remarks>
    public static bool MayPass(Exception e) =>
        e is MassTransitException or RabbitMQClientException or IOException or TimeoutException
            or OperationCanceledException or ObjectDisposedException;
}
