using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using ReId.Contracts;

namespace ReId.Cli.Hosting.Bus.Dead;

/// <summary>The dead queues of a broker, for an operator: straight to RabbitMQ, without a bus.</summary>
internal sealed class DeadQueues : IAsyncDisposable
{
    private readonly BusOptions _options;
    private readonly IConnection _connection;

    private DeadQueues(BusOptions options, IConnection connection) => (_options, _connection) = (options, connection);

    /// <exception cref="ReIdException">The broker cannot be reached or lets nobody in.</exception>
    public static async Task<DeadQueues> OpenAsync(BusOptions options, CancellationToken cancellationToken) =>
        new(options, await BrokerConnection.OpenAsync(options, "reid queue", cancellationToken).ConfigureAwait(false));

    /// <summary>How many messages a queue has; 0 where there is no such queue yet.</summary>
    public Task<uint> CountAsync(string queue, CancellationToken cancellationToken) => CountAsync(_connection, queue, cancellationToken);

    /// <summary>The same over a connection of somebody else's.</summary>
    public static async Task<uint> CountAsync(IConnection connection, string queue, CancellationToken cancellationToken)
    {
        // A look at a queue that is not there closes the channel.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue, cancellationToken).ConfigureAwait(false)).MessageCount;
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return 0;
        }
    }

    /// <summary>The first messages of a dead queue, which stay in it.</summary>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(string line, int most, CancellationToken cancellationToken)
    {
        var dead = LineQueues.Dead(line);
        var left = Math.Min((uint)most, await CountAsync(dead, cancellationToken).ConfigureAwait(false));

        // What is not acknowledged goes back when the channel closes.
        await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        var letters = new List<DeadLetter>();
        for (; left > 0 && await channel.BasicGetAsync(dead, autoAck: false, cancellationToken).ConfigureAwait(false) is { } got; left--)
        {
            letters.Add(DeadHeaders.Read(got.BasicProperties));
        }

        return letters;
    }

    /// <summary>
    /// Sends what is in a dead queue now back to its line, each message with its own id. One leaves the dead queue when
    /// the line has it: an interruption can at most send it twice, which changes nothing.
    /// </summary>
    /// <returns>How many went.</returns>
    /// <exception cref="ReIdException">The line is full; what went before it stays there.</exception>
    public async Task<int> ReplayAsync(string line, CancellationToken cancellationToken)
    {
        var dead = LineQueues.Dead(line);
        var left = await CountAsync(dead, cancellationToken).ConfigureAwait(false);
        var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        await using var channel = await _connection.CreateChannelAsync(confirmed, cancellationToken).ConfigureAwait(false);
        var gone = 0;
        for (; left > 0 && await channel.BasicGetAsync(dead, autoAck: false, cancellationToken).ConfigureAwait(false) is { } got; left--)
        {
            try
            {
                await channel.BasicPublishAsync("", line, mandatory: true, DeadHeaders.Alive(got.BasicProperties), got.Body, cancellationToken).ConfigureAwait(false);
            }
            catch (PublishException refused)
            {
                throw new ReIdException(
                    $"{line} of {_options.Shown} takes no more after {gone} messages ({(refused.IsReturn ? "there is no such queue" : "it is full")}); the others stay in {dead}.", refused);
            }

            await channel.BasicAckAsync(got.DeliveryTag, multiple: false, cancellationToken).ConfigureAwait(false);
            gone++;
        }

        return gone;
    }

    /// <summary>Deletes what is in a dead queue.</summary>
    /// <returns>How many were deleted.</returns>
    public async Task<uint> PurgeAsync(string line, CancellationToken cancellationToken)
    {
        if (await CountAsync(LineQueues.Dead(line), cancellationToken).ConfigureAwait(false) == 0)
        {
            return 0;
        }

        await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return await channel.QueuePurgeAsync(LineQueues.Dead(line), cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
