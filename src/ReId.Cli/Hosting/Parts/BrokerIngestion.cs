using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ReId.Cli.Hosting.Serving;
using ReId.Ingest;
using ReId.Ingest.Pipeline;
using ReId.Ingest.Sources;

namespace ReId.Cli.Hosting.Parts;

/// <summary>
/// Ingestion in a process of its own: a crop is safe when the broker has confirmed that it is on its disk. While the
/// broker is away or its line is full, footage waits and a camera drops its oldest frames.
/// </summary>
internal sealed class BrokerIngestion : IIngestion
{
    private readonly WebApplication _app;
    private readonly PartOptions _options;
    private long _crops;

    private BrokerIngestion(WebApplication app, PartOptions options)
    {
        _app = app;
        _options = options;
    }

    public IReadOnlyList<string> Addresses => ServiceHost.Addresses(_app);

    public static async Task<BrokerIngestion> StartAsync(PartOptions options, CancellationToken cancellationToken)
    {
        var app = await PartHost.StartAsync(
            options, services => services.AddReIdIngest(), addConsumers: null, cancellationToken).ConfigureAwait(false);
        return new BrokerIngestion(app, options);
    }

    public async Task<IngestReport> IngestAsync(
        IFrameSource source, IngestOptions options, IProgress<IngestProgress>? progress, CancellationToken cancellationToken)
    {
        var report = await _app.Services.GetRequiredService<IngestPipeline>()
            .RunAsync(source, options, progress, cancellationToken).ConfigureAwait(false);
        Interlocked.Add(ref _crops, report.Crops);
        return report;
    }

    public Task<string> DescribeAsync() => Task.FromResult(string.Create(
        CultureInfo.InvariantCulture, $"broker {_options.Bus.Shown}: {Interlocked.Read(ref _crops)} crops confirmed"));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }
}
