using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using RabbitMQ.Client.Exceptions;
using ReId.Contracts;

namespace ReId.Cli.Hosting.Bus;

/// <summary>
/// The queues that are this process's alone. A process that ends in order takes them, and the exchanges before them,
/// along; of one that is killed the queue expires, and an empty exchange stays.
/// </summary>
internal sealed class OwnQueues(BusOptions options) : IHostedService
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, bool> _names = new();

    public void Add(string name) => _names[name] = true;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Registered before the bus, so stopped after it.
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_names.IsEmpty)
        {
            return;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            await using var connection = await BrokerConnection.OpenAsync(options, "reid leaves", patience.Token).ConfigureAwait(false);
            await using var channel = await connection.CreateChannelAsync(cancellationToken: patience.Token).ConfigureAwait(false);
            foreach (var name in _names.Keys)
            {
                await channel.QueueDeleteAsync(name, ifUnused: false, ifEmpty: false, cancellationToken: patience.Token).ConfigureAwait(false);
                await channel.ExchangeDeleteAsync(name, cancellationToken: patience.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is ReIdException or RabbitMQClientException or OperationCanceledException or IOException)
        {
            // The broker is away: the queue expires by itself.
        }
    }
}
