using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReId.Cli.Hosting.Bus;
using ReId.Cli.Hosting.Bus.Dead;
using ReId.Contracts;
using ReId.Contracts.Blobs;
using ReId.Index;
using ReId.Index.Erasure;
using ReId.Index.Identities;
using ReId.Ingest;
using ReId.Model.Calibration;
using ReId.Model.Embedding;
using ReId.Model.Embedding.Consumers;
using ReId.Search;
using ReId.Search.Endpoints.Cameras;
using ReId.Search.Events;
using ReId.Search.Models;
using ReId.Search.Queues;
using ReId.Search.Telemetry;
using ReId.Search.Web;

namespace ReId.Cli.Hosting.Serving;

/// <summary>A server: gallery, API and page, and where wished everything else in the same process.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;
    private readonly ServiceStores _stores;

    private Server(WebApplication app, Gallery gallery, Embedder embedder, ServiceStores stores)
    {
        _app = app;
        _stores = stores;
        Gallery = gallery;
        Embedder = embedder;
    }

    public Gallery Gallery { get; }

    public Embedder Embedder { get; }

    public IServiceProvider Services => _app.Services;

    public IApplicationBuilder App => _app;

    /// <summary>Where it listens, ports resolved.</summary>
    public IReadOnlyList<string> Addresses =>
        [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    public ServiceStores Stores => _stores;

    public static async Task<Server> StartAsync(ServeOptions options, CancellationToken cancellationToken)
    {
        // Model and gallery first: what is wrong with them is said before anything listens.
        var embedder = Embedder.Open(options.Embedder);
        Gallery? gallery = null;
        ServiceStores? stores = null;
        WebApplication? app = null;
        try
        {
            var builder = CreateBuilder(options);
            using var loggers = LoggerFactory.Create(ServiceLogging.Configure);
            gallery = await Gallery.OpenAsync(options.Gallery, loggers: loggers, cancellationToken: cancellationToken).ConfigureAwait(false);
            (embedder, var settled) = await GalleryWeights.SettleAsync(embedder, options.Embedder, gallery, cancellationToken).ConfigureAwait(false);
            options = options with { Embedder = settled };
            stores = new ServiceStores(gallery);
            var models = await ServedAsync(options, embedder, stores, cancellationToken).ConfigureAwait(false);
            var identities = await IdentityStore.OpenAsync(gallery, cancellationToken: cancellationToken).ConfigureAwait(false);
            Compose(builder.Services, options, gallery, embedder, models, stores, identities);
            app = builder.Build();
            app.MapReIdSearch().MapReIdPage();
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new Server(app, gallery, embedder, stores);
        }
        catch (Exception failure)
        {
            await DisposeAllAsync(app, stores, gallery, embedder).ConfigureAwait(false);
            if (failure is IOException { InnerException: not null } && failure.Message.Contains("bind", StringComparison.OrdinalIgnoreCase))
            {
                throw new ReIdException($"--urls {string.Join(';', options.Urls)} cannot be listened at: {failure.Message.TrimEnd('.')}.", failure);
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The bus and the connections first, so that nobody meets a closed gallery.
        await _app.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await DisposeAllAsync(_app, _stores, Gallery, Embedder).ConfigureAwait(false);
    }

    private static async Task DisposeAllAsync(WebApplication? app, ServiceStores? stores, Gallery? gallery, Embedder embedder)
    {
        foreach (var part in new IAsyncDisposable?[] { app, stores, gallery })
        {
            if (part is not null)
            {
                await part.DisposeAsync().ConfigureAwait(false);
            }
        }

        embedder.Dispose();
    }

    // After a change of model the gallery says what is served, whatever the command line still names.
    private static async Task<ServedModels> ServedAsync(ServeOptions options, Embedder embedder, ServiceStores stores, CancellationToken cancellationToken)
    {
        var models = new ServedModels(Served(embedder, options.Embedder.Weights), weights => Served(Embedder.Open(options.Embedder with { Weights = weights }), weights));
        try
        {
            if ((await stores.ModelChange.ReadAsync(cancellationToken).ConfigureAwait(false)).Served is { } served && served.ModelId != embedder.Model.Id)
            {
                models.Serve(models.Open(served));
            }

            return models;
        }
        catch
        {
            models.Dispose();
            throw;
        }
    }

    private static ServedModel Served(Embedder embedder, string weights) =>
        new(embedder, ModelCalibration.Load(weights, embedder.Model.Id), weights);

    private static WebApplicationBuilder CreateBuilder(ServeOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Server).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.Logging.ClearProviders();
        ServiceLogging.Configure(builder.Logging);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls([.. options.Urls]);
        if (options.Certificate is { } certificate)
        {
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        }

        return builder;
    }

    private static void Compose(
        IServiceCollection services, ServeOptions options, Gallery gallery, Embedder embedder, ServedModels models, ServiceStores stores,
        IdentityStore identities)
    {
        services.AddSingleton<IHostLifetime, CommandLifetime>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = s_farewell);
        services.AddSingleton(options);
        services.AddSingleton<IBlobStore>(gallery.Blobs);
        services.AddReIdGallery(gallery).AddSingleton(gallery);

        // An instance that somebody else made is not disposed with the container: the server does that, in order.
        services.AddSingleton(embedder);
        services.AddSingleton(_ => models); // Made here, so that what it opened is disposed with the container.
        services.AddReIdIngest();
        services.AddHostedService<OtlpExport>();
        services.AddReIdBus(options.Bus, bus =>
        {
            bus.AddGalleryConsumers();
            bus.AddSearchConsumers();
            if (options.Embeds)
            {
                bus.AddEmbeddingConsumers();
                bus.AddIngestConsumers();
            }
        });

        if (options.Bus.IsRabbitMq)
        {
            services.AddSingleton<IErasedMessages>(new ErasedDeadLetters(options.Bus)).AddHostedService<DeadLetterSweeps>();
            services.AddSingleton<ICropLines, BrokerLines>();
        }

        // After the bus, which must run before the first crop is published.
        if (options.Sources.Count > 0)
        {
            services.AddSingleton<SourceFeed>();
            services.AddSingleton<ILiveSources>(provider => provider.GetRequiredService<SourceFeed>());
            services.AddHostedService(provider => provider.GetRequiredService<SourceFeed>());
        }

        services.AddReIdSearch(options.Api, stores, gallery, identities);
    }
}
