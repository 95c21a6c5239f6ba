using Microsoft.Extensions.Logging;
using ReId.Index;

namespace ReId.Search.Endpoints.Health;

/// <summary>Whether the database answers and this process is its writer.</summary>
internal sealed class GalleryHealth(Gallery gallery, ILogger<GalleryHealth> logger) : StoreHealth("the gallery's database", logger)
{
    protected override Task AskAsync(CancellationToken cancellationToken) => gallery.RequireDatabaseAsync(cancellationToken);
}
