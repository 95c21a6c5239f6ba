using Microsoft.AspNetCore.Builder;
using ReId.Search.Endpoints.Audit;
using ReId.Search.Endpoints.Cameras;
using ReId.Search.Endpoints.Clustering;
using ReId.Search.Endpoints.Crops;
using ReId.Search.Endpoints.Erasures;
using ReId.Search.Endpoints.Events;
using ReId.Search.Endpoints.Health;
using ReId.Search.Endpoints.Identities;
using ReId.Search.Endpoints.Models;
using ReId.Search.Endpoints.Search;
using ReId.Search.Endpoints.SessionExchange;
using ReId.Search.Endpoints.Stats;
using ReId.Search.Endpoints.Tracklets;
using ReId.Search.Endpoints.Verify;
using ReId.Search.Endpoints.Watches;
using ReId.Search.Security.Access;
using ReId.Search.Security.Headers;

namespace ReId.Search;

/// <summary>The table of contents of the HTTP API.</summary>
public static class SearchRoutes
{
    /// <summary>Adds what every request passes, and every endpoint.</summary>
    /// <param name="app">The host.</param>
    public static WebApplication MapReIdSearch(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseMiddleware<AccessMiddleware>();
        app.UseRateLimiter();

        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json").ForAnybody();
        var v1 = app.MapGroup("/v1");
        SearchEndpoint.Map(v1);
        VerifyEndpoint.Map(v1);
        CropEndpoints.Map(v1);
        TrackletEndpoints.Map(v1);
        CameraEndpoints.Map(v1);
        StatsEndpoints.Map(v1);
        ModelChangeEndpoints.Map(v1);
        EventsEndpoint.Map(v1);
        WatchEndpoints.Map(v1);
        IdentityEndpoints.Map(v1);
        ChangeEndpoints.Map(v1);
        ClusteringEndpoints.Map(v1);
        ErasureEndpoints.Map(v1);
        ExportEndpoint.Map(v1);
        AuditEndpoint.Map(v1);
        SessionEndpoints.Map(v1);
        return app;
    }
}
