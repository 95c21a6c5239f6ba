using Microsoft.Extensions.Diagnostics.HealthChecks;
using ReId.Search.Endpoints.Health;

namespace ReId.Search.Tests.Endpoints;

public sealed class IndexHealthTests
{
    [Fact]
    public async Task An_index_that_lacks_vectors_is_degraded_and_says_why_without_a_figure()
    {
        var missing = 12L;
        var health = new IndexHealth(() => missing);

        var lacking = await health.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
        missing = 0;
        var whole = await health.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

        // Degraded answers 200: what is there is served.
        Assert.Equal(HealthStatus.Degraded, lacking.Status);
        var reason = Assert.IsType<string>(lacking.Data[HealthEndpoints.Reason]);
        Assert.Contains("being rebuilt", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("12", reason, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, whole.Status);
    }
}
