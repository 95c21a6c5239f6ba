using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using ReId.Cli.Hosting.Bus;
using ReId.Contracts.Blobs;
using ReId.Index;
using ReId.Ingest;
using ReId.Ingest.Pipeline;
using ReId.Ingest.Publishing;
using ReId.Ingest.Sources;
using ReId.Model.Embedding;
using ReId.Model.Embedding.Consumers;

namespace ReId.Cli.Hosting;

/// <summary>The whole way in one process: ingest → CropCaptured → embed → CropEmbedded → index → CropIndexed.</summary>
internal sealed class Pipeline : IIngestion
{
    private readonly IHost _host;
    private readonly ILoggerFactory _loggers;
    private readonly CropLosses _losses;
    private readonly CropFlow _flow;
    private readonly string _directory;

    private Pipeline(IHost host, Gallery gallery, Embedder embedder, ILoggerFactory loggers, string directory)
    {
        _directory = directory;
        _host = host;
        _loggers = loggers;
        Gallery = gallery;
        Embedder = embedder;
        _losses = host.Services.GetRequiredService<CropLosses>();
        _flow = host.Services.GetRequiredService<CropFlow>();
    }

    public Gallery Gallery { get; }

    public Embedder Embedder { get; }

    /// <summary>For sources, which say what becomes of their camera.</summary>
    public static ILoggerFactory CreateLoggers() => LoggerFactory.Create(ConfigureLogging);

    /// <summary>Crops that could never be indexed.</summary>
    public int Rejected => _losses.RejectedCount;

    public static async Task<Pipeline> StartAsync(PipelineOptions options, CancellationToken cancellationToken)
    {
        // Model and gallery first: what is wrong with them is said before anything is started.
        var embedder = Embedder.Open(options.Embedder);
        var loggers = LoggerFactory.Create(ConfigureLogging);
        Gallery? gallery = null;
        IHost? host = null;
        try
        {
            if (options.BeforeGallery is { } prepare)
            {
                await prepare(cancellationToken).ConfigureAwait(false);
            }

            gallery = await Gallery.OpenAsync(options.Gallery, loggers: loggers, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            (embedder, _) = await GalleryWeights.SettleAsync(embedder, options.Embedder, gallery, cancellationToken).ConfigureAwait(false);
            host = BuildHost(gallery, embedder, loggers);
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            return new Pipeline(host, gallery, embedder, loggers, options.Shown ?? options.Gallery.Directory);
        }
        catch
        {
            host?.Dispose();
            if (gallery is not null)
            {
                await gallery.DisposeAsync().ConfigureAwait(false);
            }

            embedder.Dispose();
            loggers.Dispose();
            throw;
        }
    }

    public Task<IngestReport> IngestAsync(
        IFrameSource source, IngestOptions options, IProgress<IngestProgress>? progress, CancellationToken cancellationToken) =>
        _flow.IngestAsync(source, options, progress, cancellationToken);

    public async Task<string> ConcludeAsync()
    {
        var stats = await Gallery.StatsAsync(CancellationToken.None).ConfigureAwait(false);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"gallery {_directory}: {stats.Crops} crops of {stats.Tracklets} tracklets, model {Embedder.Model.Id}");
    }

    public async ValueTask DisposeAsync()
    {
        // The bus first, so that no consumer meets a closed gallery.
        await _host.StopAsync(CancellationToken.None).ConfigureAwait(false);
        _host.Dispose();
        await Gallery.DisposeAsync().ConfigureAwait(false);
        Embedder.Dispose();
        _loggers.Dispose();
    }

    private static IHost BuildHost(Gallery gallery, Embedder embedder, ILoggerFactory loggers)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IBlobStore>(gallery.Blobs);
        builder.Services.AddReIdGallery(gallery);

        // An instance that somebody else made is not disposed with the container: the pipeline does that, in order.
        builder.Services.AddSingleton(embedder);
        builder.Services.AddReIdIngest();
        builder.Services.AddSingleton(_ => new CropLosses());
        builder.Services.AddSingleton<CropFlow>();
        builder.Services.AddSingleton<ICropLossObserver>(services => services.GetRequiredService<CropLosses>());
        builder.Services.AddReIdBus(BusOptions.InMemory, bus =>
        {
            bus.AddIngestConsumers();
            bus.AddEmbeddingConsumers();
            bus.AddGalleryConsumers();
        });
        return builder.Build();
    }

    private static void ConfigureLogging(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Warning)
        // A consumer's failure ends the command with one sentence (CropLosses); its stack trace would bury that.
        .AddFilter(LiveCameras.LogCategory, LogLevel.Information)
        .AddFilter("MassTransit", LogLevel.None)
        .AddConsoleFormatter<SentenceFormatter, ConsoleFormatterOptions>()
        .AddConsole(console =>
        {
            console.FormatterName = SentenceFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
}
