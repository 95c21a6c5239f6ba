using Microsoft.Extensions.Logging;
using ReId.Index;

namespace ReId.Search.Endpoints.Health;

/// <summary>Whether the vector database answers, where the vectors are in one.</summary>
internal sealed class VectorHealth(Gallery gallery, ILogger<VectorHealth> logger) : StoreHealth("the vector database", logger)
{
    protected override Task AskAsync(CancellationToken cancellationToken) => gallery.RequireVectorsAsync(cancellationToken);
}
