using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ReId.Index;
using ReId.Index.Erasure;
using ReId.Index.Export;
using ReId.Index.Identities;
using ReId.Index.Retention;
using ReId.Search.Audit;
using ReId.Search.Endpoints.Cameras;
using ReId.Search.Endpoints.Crops;
using ReId.Search.Endpoints.Documentation;
using ReId.Search.Endpoints.Health;
using ReId.Search.Endpoints.Identities;
using ReId.Search.Endpoints.Models;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Endpoints.Search;
using ReId.Search.Endpoints.Watches;
using ReId.Search.Events;
using ReId.Search.Identities;
using ReId.Search.Jobs;
using ReId.Search.Limits;
using ReId.Search.Models;
using ReId.Search.Pictures;
using ReId.Search.Problems;
using ReId.Search.Queues;
using ReId.Search.Security.Keys;
using ReId.Search.Security.Sessions;
using ReId.Search.Telemetry;

namespace ReId.Search;

/// <summary>Puts the HTTP API into a host.</summary>
public static class SearchRegistration
{
    /// <summary>
    /// Registers the API. The host adds the gallery, the <see cref="ServedModels"/>, ingestion (for the
    /// detectors) and a bus with <see cref="SearchConsumers.AddSearchConsumers"/>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">How the API behaves.</param>
    /// <param name="stores">Keys, audit and watch list of the gallery.</param>
    /// <param name="gallery">The gallery, open.</param>
    /// <param name="identities">Its identities.</param>
    public static IServiceCollection AddReIdSearch(
        this IServiceCollection services, ApiOptions options, ServiceStores stores, Gallery gallery, IdentityStore identities)
    {
        ArgumentNullException.ThrowIfNull(gallery);
        ArgumentNullException.ThrowIfNull(identities);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stores);
        options.Validate();
        services.AddSingleton(options).AddSingleton(stores.Keys).AddSingleton(stores.Audit).AddSingleton(stores.Watches);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ILiveSources, NoLiveSources>();
        services.TryAddSingleton<ICropLines, OwnLines>();
        services.AddSingleton<KeyAuthenticator>().AddSingleton<SessionStore>().AddSingleton<AuditTrail>();
        services.AddSingleton<PictureReader>();

        // Of one request: they keep to the model that was served when it began.
        services.AddScoped(provider => new QueryEmbedder(provider.GetRequiredService<ServedModels>().Current));
        services.AddScoped<ScoreScale>().AddScoped<SearchRunner>().AddScoped<QueryResolver>().AddScoped<WatchMaking>();
        services.AddSingleton<Reranker>().AddSingleton<SearchPages>();
        services.AddSingleton<EventFeed>().AddSingleton<WatchBoard>().AddSingleton<IndexedCrops>();
        services.AddSingleton(stores.ModelChange).AddSingleton<ModelChanges>().AddSingleton<Steps>();
        services.AddHostedService(provider => provider.GetRequiredService<ModelChanges>());

        services.AddSingleton(stores.Retention).AddSingleton(new IdentityExport(gallery));
        services.AddSingleton(provider => new Eraser(
            gallery, provider.GetRequiredService<TimeProvider>(), provider.GetService<IErasedMessages>()));
        services.AddSingleton(provider => new RetentionRun(
            gallery, provider.GetRequiredService<TimeProvider>(), provider.GetService<IErasedMessages>()));
        AddIdentities(services, options, gallery, identities);
        RetentionJob.Register(services);
        services.AddHostedService(_ => new ServiceGauges(gallery)).AddHostedService<QueueGauges>();
        services.AddRouting();
        services.AddProblemDetails(problem => problem.CustomizeProblemDetails = StatusSentences.Complete);
        services.AddExceptionHandler<FailureHandler>();
        services.ConfigureHttpJsonOptions(json => JsonReading.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.Configure<KestrelServerOptions>(kestrel => KestrelLimits.Apply(kestrel, options));
        services.Configure<FormOptions>(form => KestrelLimits.Apply(form, options));
        services.AddRateLimiter(limiter => RateLimits.Configure(limiter, options));
        services.AddOpenApi(document => document
            .AddOperationTransformer<OperationDocumentation>().AddDocumentTransformer<DocumentDocumentation>());
        AddHealth(services, gallery);
        return services;
    }

    private static void AddHealth(IServiceCollection services, Gallery gallery)
    {
        services.AddSingleton(_ => new IndexHealth(() => gallery.MissingFromIndex));
        services.AddSingleton(provider => new GalleryHealth(gallery, provider.GetRequiredService<ILogger<GalleryHealth>>()));
        var checks = services.AddHealthChecks().AddCheck<GalleryHealth>("gallery").AddCheck<IndexHealth>("index");
        if (gallery.HasVectorDatabase)
        {
            services.AddSingleton(provider => new VectorHealth(gallery, provider.GetRequiredService<ILogger<VectorHealth>>()));
            checks.AddCheck<VectorHealth>("vectors");
        }

        if (gallery.HasBucket)
        {
            services.AddSingleton(provider => new PictureHealth(
                gallery.RequirePicturesAsync, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PictureHealth>>()));
            checks.AddCheck<PictureHealth>("pictures");
        }
    }

    private static void AddIdentities(IServiceCollection services, ApiOptions options, Gallery gallery, IdentityStore identities)
    {
        services.AddSingleton<IIdentityStore>(identities).AddSingleton<IIdentityNames, StoreIdentities>();
        services.AddSingleton(provider => new NewCrops(
            gallery, identities, options, provider.GetRequiredService<ServedModels>(), provider.GetRequiredService<ILogger<NewCrops>>()));
        services.AddSingleton<OperationAnswers>();
        services.AddSingleton(provider => new IdentityClustering(gallery, identities, provider.GetRequiredService<TimeProvider>()));

        // The runner first: it is stopped after the schedule, which could otherwise begin one more run.
        services.AddSingleton<ClusteringRunner>().AddHostedService(provider => provider.GetRequiredService<ClusteringRunner>());
        Nightly.Register(services, options.Identities.ClusterAt);
    }
}
