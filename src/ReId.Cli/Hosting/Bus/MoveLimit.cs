using MassTransit;

namespace ReId.Cli.Hosting.Bus;

/// <summary>
/// An end to the move of a message into its dead queue. MassTransit waits for the broker's confirmation, and one whose
/// connection broke at the wrong moment never comes (see <see cref="BrokerPatience"/>). A move that has run out is a failure
/// of the delivery: the message goes back to its line and comes again.
/// </summary>
/// <param name="clock">Tells the time; null for the system's.</param>
internal sealed class MoveLimit<T>(TimeProvider? clock = null) : IFilter<T>
    where T : class, PipeContext
{
    /// <summary>A broker that works takes milliseconds; moved twice, a letter lies there twice, which harms nothing.</summary>
    public static readonly TimeSpan Answer = 3 * BrokerPatience.Answer;

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    public Task Send(T context, IPipe<T> next) => next.Send(context).WaitAsync(Answer, _clock);

    public void Probe(ProbeContext context) => context.CreateFilterScope("moveLimit");
}
