using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using ReId.Contracts;

namespace ReId.Cli.Hosting.Bus.Dead;

/// <summary>The dead letters of one line.</summary>
internal sealed class DeadQueue(IConnection connection, string line)
{
    public string Line => line;

    /// <summary>How many there are; 0 also where the line was never used.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (channel.ConfigureAwait(false))
        {
            try
            {
                return (await channel.QueueDeclarePassiveAsync(LineQueues.Dead(line), cancellationToken).ConfigureAwait(false)).MessageCount;
            }
            catch (OperationInterruptedException failure) when (failure.ShutdownReason?.ReplyCode == Constants.NotFound)
            {
                return 0;
            }
        }
    }

    /// <summary>Looks at them, the oldest first, and leaves them where they are.</summary>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(int most, CancellationToken cancellationToken)
    {
        var letters = new List<DeadLetter>();
        var left = Math.Min(most, await CountAsync(cancellationToken).ConfigureAwait(false));
        if (left == 0)
        {
            return letters;
        }

        // What the channel holds goes back to the queue, in its order, when it closes.
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (channel.ConfigureAwait(false))
        {
            while (left-- > 0 && await channel.BasicGetAsync(LineQueues.Dead(line), autoAck: false, cancellationToken).ConfigureAwait(false) is { } found)
            {
                letters.Add(DeadLetter.Read(found.BasicProperties));
            }
        }

        return letters;
    }

    /// <summary>
    /// Moves them back to the line, the oldest first, each with its message id: what was done already is done again
    /// without effect. One leaves the dead queue when the broker has confirmed it in the line.
    /// </summary>
    /// <exception cref="ReIdException">The line takes no more; those before were moved.</exception>
    public async Task<long> ReplayAsync(long most, CancellationToken cancellationToken)
    {
        // What fails again while this goes on is not replayed for ever.
        var left = Math.Min(most, await CountAsync(cancellationToken).ConfigureAwait(false));
        var moved = 0L;
        if (left == 0)
        {
            return moved;
        }

        var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken).ConfigureAwait(false);
        await using (channel.ConfigureAwait(false))
        {
            while (left-- > 0 && await channel.BasicGetAsync(LineQueues.Dead(line), autoAck: false, cancellationToken).ConfigureAwait(false) is { } found)
            {
                try
                {
                    await channel.BasicPublishAsync(
                        exchange: "", line, mandatory: true, DeadLetter.Revived(found.BasicProperties), found.Body, cancellationToken).ConfigureAwait(false);
                }
                catch (PublishException failure)
                {
                    throw new ReIdException(
                        failure.IsReturn
                            ? $"The line {line} is not there: start a worker or a server first; {moved} messages were moved, the others are still in {LineQueues.Dead(line)}."
                            : $"The line {line} is full: {moved} messages were moved, the others are still in {LineQueues.Dead(line)}; replay them when the workers have caught up.",
                        failure);
                }

                await channel.BasicAckAsync(found.DeliveryTag, multiple: false, cancellationToken).ConfigureAwait(false);
                moved++;
            }
        }

        return moved;
    }

    /// <summary>Deletes them for good.</summary>
    public async Task<long> PurgeAsync(CancellationToken cancellationToken)
    {
        if (await CountAsync(cancellationToken).ConfigureAwait(false) == 0)
        {
            return 0;
        }

        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (channel.ConfigureAwait(false))
        {
            return await channel.QueuePurgeAsync(LineQueues.Dead(line), cancellationToken).ConfigureAwait(false);
        }
    }
}
