using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ReId.Index.Auditing;
using ReId.Search.Security.Access;

namespace ReId.Search.Audit;

/// <summary>Writes what a request did into the audit log, before it is answered.</summary>
internal sealed class AuditTrail(IAuditLog log, TimeProvider clock)
{
    /// <param name="context">The request.</param>
    /// <param name="action">What was done, e.g. <c>search</c>.</param>
    /// <param name="target">Id of what it was done to.</param>
    /// <param name="detail">Ids and numbers only; never names, pictures, vectors.</param>
    public Task WriteAsync(HttpContext context, string action, string? target = null, object? detail = null) =>
        WriteAsync(Caller.Of(context), action, target, detail, context.RequestAborted);

    public Task WriteAsync(Caller caller, string action, string? target, object? detail, CancellationToken cancellationToken) =>
        log.WriteAsync(
            new AuditEntry
            {
                At = clock.GetUtcNow(),
                Actor = caller.Name,
                Action = action,
                Target = target,
                Detail = detail is null ? null : JsonSerializer.Serialize(detail, JsonSerializerOptions.Web),
            },
            cancellationToken);
}
