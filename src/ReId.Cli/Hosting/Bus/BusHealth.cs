using Microsoft.Extensions.Diagnostics.HealthChecks;
using ReId.Search.Endpoints.Health;

namespace ReId.Cli.Hosting.Bus;

/// <summary>Ready when the broker is connected. Where the broker is stays in the log: anybody may ask after health.</summary>
internal sealed class BusHealth(BusWatch watch) : IHealthCheck
{
    private static readonly Dictionary<string, object> s_waiting = new()
    {
        [HealthEndpoints.Reason] = "Waiting for the message broker, which is not connected; the log says why.",
    };

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(watch.Problem is { } problem ? HealthCheckResult.Unhealthy(problem, data: s_waiting) : HealthCheckResult.Healthy());
}
