using MassTransit;
using RabbitMQ.Client.Exceptions;
using ReId.Contracts;

namespace ReId.Cli.Hosting.Bus;

/// <summary>
/// Waits for a broker that refuses a message (the line is full) or is away. Nothing is kept meanwhile but the one
/// message: whoever publishes waits, and a camera behind it drops its oldest frames.
/// </summary>
/// <remarks>
/// Every try has an end. RabbitMQ.Client waits without one for the confirmation of a message whose connection broke at the
/// wrong moment (rabbitmq/rabbitmq-dotnet-client#1930), however long the next connection has been there: an ingestion
/// stood still for ever, and so did a line whose only batch announced what it had stored. A broker that is merely slow gets
/// twice the time with every try, so that it is not given more and more of the same.
/// </remarks>
internal sealed class BrokerPatience(BusWatch watch, TimeProvider? clock = null) : IPublishPatience
{
    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    /// <summary>How long the first confirmation is waited for; a broker that works takes milliseconds.</summary>
    public static readonly TimeSpan Answer = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan s_longestAnswer = 16 * Answer;

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    public async Task PublishAsync(Func<CancellationToken, Task> publish, CancellationToken cancellationToken)
    {
        var answer = Answer;
        for (var wait = s_first; ; wait = wait * 2 < s_longest ? wait * 2 : s_longest)
        {
            using var unanswered = new CancellationTokenSource(answer, _clock);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, unanswered.Token);
            try
            {
                // Waited for here too: a transport need not look at the token once the message is on its way.
                await publish(end.Token).WaitAsync(end.Token).ConfigureAwait(false);
                watch.Taken();
                return;
            }
            catch (Exception e) when (MayPass(e) && !cancellationToken.IsCancellationRequested)
            {
                watch.Refused(e);
                answer = unanswered.IsCancellationRequested && answer < s_longestAnswer ? answer * 2 : answer;
                await Task.Delay(wait, _clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether it may be better the next time.</summary>
    /// <remarks>A cancellation that nobody here asked for is the transport's own: its connection ended under the message.</remarks>
    public static bool MayPass(Exception e) =>
        e is MassTransitException or RabbitMQClientException or IOException or TimeoutException
            or OperationCanceledException or ObjectDisposedException;
}
