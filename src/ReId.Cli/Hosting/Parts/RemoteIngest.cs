using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReId.Cli.Hosting.Bus;
using ReId.Ingest;
using ReId.Ingest.Pipeline;
using ReId.Ingest.Publishing;
using ReId.Ingest.Sources;

namespace ReId.Cli.Hosting.Parts;

/// <summary>
/// Ingestion for a broker: CropCaptured goes out, CropIndexed comes back and makes room for the next. Workers and server
/// may be anywhere, and may come later.
/// </summary>
internal sealed class RemoteIngest : IIngestion
{
    private readonly IHost _host;
    private readonly BusOptions _bus;
    private readonly CancellationToken _leaving;
    private int _crops;

    private RemoteIngest(IHost host, BusOptions bus, CancellationToken leaving) => (_host, _bus, _leaving) = (host, bus, leaving);

    /// <param name="options">The broker.</param>
    /// <param name="cancellationToken">The command's interruption: what the broker has by then is no longer waited for.</param>
    public static async Task<RemoteIngest> StartAsync(RemoteIngestOptions options, CancellationToken cancellationToken)
    {
        var host = await PartHost.StartAsync(options.Urls, builder => Compose(builder, options), cancellationToken).ConfigureAwait(false);
        return new RemoteIngest(host, options.Bus, cancellationToken);
    }

    public async Task<IngestReport> IngestAsync(
        IFrameSource source, IngestOptions options, IProgress<IngestProgress>? progress, CancellationToken cancellationToken)
    {
        // An answer that comes before the queue for answers is there would be missed.
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _leaving))
        {
            await _host.Services.GetRequiredService<BusWatch>().ConnectedAsync(either.Token).ConfigureAwait(false);
        }

        var report = await _host.Services.GetRequiredService<CropFlow>()
            .IngestAsync(source, options, progress, cancellationToken, _leaving).ConfigureAwait(false);
        Interlocked.Add(ref _crops, report.Crops);
        return report;
    }

    public Task<string> ConcludeAsync()
    {
        var losses = _host.Services.GetRequiredService<CropLosses>();
        var budget = _host.Services.GetRequiredService<InFlightBudget>();
        var (unheard, rejected, failed, away) = (budget.Unheard, losses.RejectedCount, losses.FailedCount, budget.InFlight);
        string[] parts =
        [
            string.Create(CultureInfo.InvariantCulture, $"broker {_bus.Shown}: {_crops} crops sent, {_crops - unheard - rejected - failed - away} indexed"),
            .. away > 0 ? [$"{away} on their way"] : Array.Empty<string>(),
            .. rejected > 0 ? [$"{rejected} rejected"] : Array.Empty<string>(),
            .. failed > 0 ? [$"{failed} failed and in a dead queue ('reid queue dead list')"] : Array.Empty<string>(),
            .. unheard > 0 ? [$"nothing heard of {unheard}, which may still wait at the broker"] : Array.Empty<string>(),
        ];
        return Task.FromResult(string.Join(", ", parts));
    }

    public ValueTask DisposeAsync() => PartHost.EndAsync(_host);

    private static void Compose(IHostApplicationBuilder builder, RemoteIngestOptions options)
    {
        // What every source gave is printed as the command's result.
        builder.Logging.AddFilter("ReId.Ingest", LogLevel.Warning).AddFilter(LiveCameras.LogCategory, LogLevel.Information);
        var services = builder.Services;
        services.AddReIdIngest(expiry: options.Expiry);
        services.AddSingleton(_ => new CropLosses(goesOn: true));
        services.AddSingleton<ICropLossObserver>(provider => provider.GetRequiredService<CropLosses>());
        services.AddSingleton<CropFlow>();
        services.AddReIdBus(options.Bus, bus => bus.AddIngestConsumers());
    }
}
