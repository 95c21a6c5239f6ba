using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace ReId.Search.Endpoints.Health;

/// <summary>
/// Whether a store that may be on another machine answers. When that changes the log says so: once, not with every look.
/// Where the store is stays in the log, since anybody may ask after health.
/// </summary>
/// <param name="store">What sentences call it.</param>
/// <param name="logger">The log.</param>
/// <param name="away">What the process is without the store: unhealthy where it can do nothing, degraded where it still serves.</param>
internal abstract class StoreHealth(string store, ILogger logger, HealthStatus away = HealthStatus.Unhealthy) : IHealthCheck
{
    // Less than probes wait, as a rule.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(4);

    private readonly Dictionary<string, object> _waiting = new()
    {
        [HealthEndpoints.Reason] = $"Waiting for {store}, which does not answer; the log says why.",
    };

    private int _isAway;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            await AskAsync(patience.Token).WaitAsync(patience.Token);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = patience.IsCancellationRequested ? $"No answer in {s_patience.TotalSeconds} s." : failure.Message;
            if (Interlocked.Exchange(ref _isAway, 1) == 0)
            {
                SearchLog.StoreAway(logger, store, reason);
            }

            return new HealthCheckResult(away, reason, data: _waiting);
        }

        if (Interlocked.Exchange(ref _isAway, 0) == 1)
        {
            SearchLog.StoreBack(logger, store);
        }

        return HealthCheckResult.Healthy();
    }

    /// <summary>Throws where the store does not answer.</summary>
    protected abstract Task AskAsync(CancellationToken cancellationToken);
}
