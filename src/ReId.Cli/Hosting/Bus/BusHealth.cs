using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ReId.Cli.Hosting.Bus;

/// <summary>Whether the broker is connected.</summary>
internal sealed class BusHealth(BusWatch watch) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(watch.Problem is { } problem ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy());
}
