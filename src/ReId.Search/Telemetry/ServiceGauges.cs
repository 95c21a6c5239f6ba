using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using ReId.Contracts;
using ReId.Index;

namespace ReId.Search.Telemetry;

/// <summary>What is counted rather than timed: vectors that a search looks at, and those that it lacks.</summary>
internal sealed class ServiceGauges : BackgroundService
{
    // Counting a large gallery is work; its size changes slowly.
    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(1);

    private readonly Meter _meter = new(ApiTelemetry.Name);
    private readonly Gallery _gallery;
    private readonly ObservableGauge<long> _index;
    private long _vectors;

    public ServiceGauges(Gallery gallery)
    {
        _gallery = gallery;
        _index = _meter.CreateObservableGauge("reid.index.vectors", () => Interlocked.Read(ref _vectors), "{vector}", "Vectors that searches look at, as counted each minute.");
        _meter.CreateObservableGauge("reid.index.missing", () => _gallery.MissingFromIndex, "{vector}", "Stored vectors that searches cannot find yet.");
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
            // Whoever does not listen need not wait for the count.
            if (_index.Enabled)
            {
                await CountAsync(stoppingToken);
            }

            await Task.Delay(s_every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            var stats = await _gallery.StatsAsync(cancellationToken);
            Interlocked.Exchange(ref _vectors, stats.Models.Values.Sum(model => model.Vectors));
        }
        catch (Exception failure) when (failure is ReIdException or OperationCanceledException)
        {
            // A gauge that lags is no reason to stop serving; /readyz says what is wrong with the database.
        }
    }
}
