using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Health;

/// <summary><c>/healthz</c>: the process lives. <c>/readyz</c>: it can do its work.</summary>
public static class HealthEndpoints
{
    /// <summary>Key in a check's data of one sentence that anybody may read.</summary>
    public const string Reason = "reason";

    /// <summary>Maps both.</summary>
    /// <param name="routes">The host's routes.</param>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).ForAnybody();
        routes.MapHealthChecks("/readyz", new HealthCheckOptions { ResponseWriter = WriteAsync }).ForAnybody();
    }

    // Which part is not ready, in a word, or in a sentence that its check made for strangers; what exactly failed is for
    // the log, since anybody may ask.
    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString().ToLowerInvariant(),
        parts = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString().ToLowerInvariant()),
        reasons = report.Entries.Where(entry => entry.Value.Data.ContainsKey(Reason)).ToDictionary(entry => entry.Key, entry => entry.Value.Data[Reason]),
    });
}
