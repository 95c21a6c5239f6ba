using RabbitMQ.Client;
using ReId.Cli.Hosting.Bus.Dead;
using ReId.Ingest.Publishing;
using ReId.Search.Queues;

namespace ReId.Cli.Hosting.Bus;

/// <summary>
/// Asks the broker how much waits in the lines and in their dead queues, over a connection of its own: the bus's channels
/// carry messages, and a look at a queue that is not there closes its channel.
/// </summary>
internal sealed class BrokerLines(BusOptions options, InFlightBudget budget, TimeProvider clock) : ICropLines, IAsyncDisposable
{
    // Pages and probes ask every few seconds each; the broker need not hear all of them.
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(1);

    // A broker that is away would otherwise hold up every request for as long as one waits for it.
    private static readonly TimeSpan s_freshFailure = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _one = new(1, 1);
    private IConnection? _connection;
    private CropsOnTheWay _last;
    private long _lookedAt;
    private bool _looked;

    public async ValueTask<CropsOnTheWay> LookAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_looked || clock.GetElapsedTime(_lookedAt) > (_last.Crops is null ? s_freshFailure : s_fresh))
            {
                // Not with the caller's token: the answer is for those who wait behind it as well.
                _last = await AskAsync().ConfigureAwait(false);
                (_looked, _lookedAt) = (true, clock.GetTimestamp());
            }

            return _last;
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        _one.Dispose();
    }

    private async Task<CropsOnTheWay> AskAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            if (_connection is not { IsOpen: true })
            {
                await CloseAsync().ConfigureAwait(false);
                _connection = await BrokerConnection.OpenAsync(options, "reid stats", patience.Token).ConfigureAwait(false);
            }

            var (waiting, dead) = (0L, 0L);
            foreach (var (line, _) in LineQueues.Lines)
            {
                waiting += await DeadQueues.CountAsync(_connection, line, patience.Token).ConfigureAwait(false);
                dead += await DeadQueues.CountAsync(_connection, LineQueues.Dead(line), patience.Token).ConfigureAwait(false);
            }

            // The larger, not the sum: crops that this process sent are its own until the gallery has them, and most of
            // them wait in the lines that were just counted.
            return new CropsOnTheWay(Math.Max(waiting, budget.InFlight), dead);
        }
        catch (Exception)
        {
            // Whatever it is, nobody can say; BusWatch tells the log why the broker is away. The next look connects anew.
            await CloseAsync().ConfigureAwait(false);
            return default;
        }
    }

    private async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is not { } connection)
        {
            return;
        }

        try
        {
            await connection.DisposeAsync().AsTask().WaitAsync(s_patience).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // It is given up anyway.
        }
    }
}
