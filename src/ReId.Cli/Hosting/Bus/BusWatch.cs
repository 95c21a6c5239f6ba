using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PublishException = RabbitMQ.Client.Exceptions.PublishException;

namespace ReId.Cli.Hosting.Bus;

/// <summary>
/// Looks whether the bus is connected, and says so in the log when that changes: once, not with every try. The same
/// sentence is the answer of <c>/readyz</c>.
/// </summary>
internal sealed class BusWatch(BusOptions options, IServiceProvider services, ILoggerFactory loggers) : BackgroundService
{
    public const string LogCategory = "ReId.Bus";

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);

    // The start takes a moment even where all is well.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    // A connection that ends while a receiver is being set up leaves it dead for good: MassTransit does not try again.
    private static readonly TimeSpan s_dead = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan s_restart = TimeSpan.FromSeconds(30);

    private readonly ILogger _logger = loggers.CreateLogger(LogCategory);
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _refusing;

    /// <summary>Why the bus is not usable now, one sentence; null when it is.</summary>
    public string? Problem { get; private set; } = options.IsRabbitMq ? "The message broker is not connected yet." : null;

    /// <summary>Waits for the first connection.</summary>
    public Task ConnectedAsync(CancellationToken cancellationToken) =>
        options.IsRabbitMq ? _connected.Task.WaitAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>The broker took a message.</summary>
    public void Taken()
    {
        if (Interlocked.Exchange(ref _refusing, 0) == 1)
        {
            BusLog.TakesAgain(_logger, options.Shown);
        }
    }

    /// <summary>The broker did not take a message for now.</summary>
    public void Refused(Exception reason)
    {
        // A broker that is away is the watch's own business.
        if (reason is MessageNotAcknowledgedException or PublishException { IsReturn: false }
            && Interlocked.Exchange(ref _refusing, 1) == 0)
        {
            BusLog.LineFull(_logger, options.Shown);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var bus = services.GetRequiredService<IBusControl>();
        var (since, said, dead, broken) = (DateTime.UtcNow, (bool?)null, (DateTime?)null, false);
        while (!stoppingToken.IsCancellationRequested)
        {
            var health = bus.CheckHealth();
            if (health.Status == BusHealthStatus.Healthy)
            {
                dead = null;
                Problem = null;
                _connected.TrySetResult();
                if (said != true)
                {
                    said = true;
                    BusLog.Connected(_logger, options.Shown);
                }
            }
            else
            {
                Problem = $"The message broker {options.Shown} is not connected: {Reason(health)}.";
                if (said != false && (said is not null || DateTime.UtcNow - since > s_grace))
                {
                    said = false;
                    BusLog.Waiting(_logger, options.Shown, Reason(health));
                }

                dead = broken || IsDead(health) ? dead ?? DateTime.UtcNow : null;
                if (DateTime.UtcNow - dead > s_dead)
                {
                    broken = !await RestartAsync(bus, stoppingToken).ConfigureAwait(false);
                    dead = null;
                }
            }

            await Task.Delay(s_look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static bool IsDead(BusHealthResult health) =>
        Exceptions(health).Any(exception => exception.GetBaseException() is ObjectDisposedException);

    /// <summary>Sets the bus up anew, if the broker is there at all.</summary>
    /// <returns>Whether the bus runs, and is the transport's own business again.</returns>
    private async Task<bool> RestartAsync(IBusControl bus, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await BrokerConnection.OpenAsync(options, "reid looks", cancellationToken).ConfigureAwait(false);
            BusLog.Restarting(_logger, options.Shown);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(s_restart);
            await bus.StopAsync(patience.Token).ConfigureAwait(false);
            await bus.StartAsync(patience.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static IEnumerable<Exception> Exceptions(BusHealthResult health) =>
        new[] { health.Exception }.Concat(health.Endpoints.Values.Select(endpoint => endpoint.Exception)).OfType<Exception>();

    private static string Reason(BusHealthResult health)
    {
        var exception = Exceptions(health).FirstOrDefault();
        var text = exception?.GetBaseException().Message ?? health.Description;
        return string.IsNullOrWhiteSpace(text) ? "no answer yet" : text.Split('\n', 2)[0].Trim().TrimEnd('.');
    }
}
