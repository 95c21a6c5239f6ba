using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using ReId.Search.Queues;

namespace ReId.Search.Telemetry;

/// <summary>What is on its way, and what got stuck, as metrics. A figure that nobody can say is left out, not sent as 0.</summary>
internal sealed class QueueGauges : BackgroundService
{
    // Collectors read on a thread of theirs, which is no place to wait for a broker.
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(10);

    private readonly Meter _meter = new(ApiTelemetry.Name);
    private readonly ICropLines _lines;
    private readonly ObservableGauge<long> _depth;
    private readonly ObservableGauge<long> _dead;
    private volatile Look _last = new(default);

    public QueueGauges(ICropLines lines)
    {
        _lines = lines;
        _depth = _meter.CreateObservableGauge("reid.queue.depth", () => Known(_last.Seen.Crops), "{crop}", "Crops between capture and gallery, looked at every ten seconds.");
        _dead = _meter.CreateObservableGauge("reid.queue.dead", () => Known(_last.Seen.DeadLetters), "{message}", "Messages in the dead queues, looked at every ten seconds.");
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Whoever does not listen need not make the broker count.
            if (_depth.Enabled || _dead.Enabled)
            {
                try
                {
                    _last = new Look(await _lines.LookAsync(stoppingToken));
                }
                catch (OperationCanceledException)
                {
                    return;
                }
            }

            await Task.Delay(s_every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static IEnumerable<Measurement<long>> Known(long? value) => value is { } known ? [new Measurement<long>(known)] : [];

    // Both figures in one reference, so that a reader never sees half of a look.
    private sealed record Look(CropsOnTheWay Seen);
}
