using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ReId.Search.Endpoints.Health;

/// <summary>
/// Whether searches look at every vector. Where a part of the index is being rebuilt the process works and stays ready,
/// but its answers lack somebody: that is said. How many is for those with a key, since anybody may ask after health.
/// </summary>
/// <param name="missing">Counts the vectors that searches cannot find yet.</param>
internal sealed class IndexHealth(Func<long> missing) : IHealthCheck
{
    private static readonly Dictionary<string, object> s_rebuilding = new()
    {
        [HealthEndpoints.Reason] = "A part of the index is being rebuilt: searches do not find all vectors yet. /v1/stats says how many are missing.",
    };

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(missing() is > 0 and var count
            ? HealthCheckResult.Degraded($"{count} vectors cannot be found yet.", data: s_rebuilding)
            : HealthCheckResult.Healthy());
}
