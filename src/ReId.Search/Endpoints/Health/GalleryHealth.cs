using Microsoft.Extensions.Diagnostics.HealthChecks;
using ReId.Index;

namespace ReId.Search.Endpoints.Health;

/// <summary>Whether the database answers.</summary>
internal sealed class GalleryHealth(IGallery gallery) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // By its key: a count of all crops every few seconds would be work.
        await gallery.FindCropAsync(Guid.Empty, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
