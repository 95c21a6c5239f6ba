using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReId.Index.Access;
using ReId.Index.Auditing;
using ReId.Search.Endpoints.Documentation;
using ReId.Search.Endpoints.Paging;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Audit;

/// <summary>A line of the audit log.</summary>
/// <param name="Sequence">Rises with every line.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">Name of the key.</param>
/// <param name="Action">What was done.</param>
/// <param name="Target">Id of what it was done to.</param>
/// <param name="Detail">More; ids and numbers only.</param>
public sealed record AuditView(long Sequence, DateTimeOffset At, string Actor, string Action, string? Target, JsonElement? Detail);

/// <summary><c>GET /v1/audit</c>.</summary>
internal static class AuditEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/audit", ListAsync)
        .For(ApiRole.Admin).Produces<Page<AuditView>>()
        .WithName("listAudit").WithTags("audit").WithQuery("actor", "action", "limit", "cursor");

    private static async Task<IResult> ListAsync(HttpContext context, IAuditLog log)
    {
        var fields = Fields.OfQuery(context.Request);
        var limit = Cursors.Limit(fields);
        var query = new AuditQuery
        {
            Actor = fields.Text("actor"),
            Action = fields.Text("action"),
            Before = Cursors.Sequence(fields),
            Limit = limit + 1,
        };
        fields.RefuseOthers();
        var page = Page<AuditEntry>.Of(await log.ReadAsync(query, context.RequestAborted), limit, entry => Cursors.Write(entry.Sequence));
        return TypedResults.Ok(new Page<AuditView>([.. page.Items.Select(ViewOf)], page.Next));
    }

    private static AuditView ViewOf(AuditEntry entry) => new(
        entry.Sequence, entry.At, entry.Actor, entry.Action, entry.Target,
        entry.Detail is { } json ? JsonSerializer.Deserialize<JsonElement>(json) : null);
}
