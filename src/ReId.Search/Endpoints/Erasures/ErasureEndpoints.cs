using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReId.Index.Access;
using ReId.Index.Erasure;
using ReId.Search.Audit;
using ReId.Search.Endpoints.Documentation;
using ReId.Search.Endpoints.Paging;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Events;
using ReId.Search.Problems;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Erasures;

/// <summary><c>/v1/erasures</c>: erase for good, and the receipts.</summary>
internal static class ErasureEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var erasures = routes.MapGroup("/erasures").WithTags("privacy");
        erasures.MapGet("", ListAsync).For(ApiRole.Admin).Produces<Page<ErasureReceipt>>().WithName("listErasures").WithQuery("limit", "cursor");
        erasures.MapPost("", EraseAsync).For(ApiRole.Admin).Accepts<ErasureBody>("application/json")
            .Produces<ErasureReceipt>(StatusCodes.Status201Created).WithName("erase");
        erasures.MapPost("/preview", PreviewAsync).For(ApiRole.Admin).Accepts<ErasureBody>("application/json")
            .Produces<ErasurePreview>().WithName("previewErasure");
        erasures.MapGet("/{id:guid}", ShowAsync).For(ApiRole.Admin).Produces<ErasureReceipt>().WithName("getErasure");
    }

    private static async Task<IResult> ListAsync(HttpContext context, Eraser eraser)
    {
        var fields = Fields.OfQuery(context.Request);
        var (limit, before) = (Cursors.Limit(fields), Cursors.Time(fields));
        fields.RefuseOthers();
        var receipts = await eraser.ListAsync(limit + 1, before, context.RequestAborted);
        return TypedResults.Ok(Page<ErasureReceipt>.Of(receipts, limit, receipt => Cursors.Write(receipt.At.UtcTicks)));
    }

    private static async Task<IResult> ShowAsync(Guid id, HttpContext context, Eraser eraser) => TypedResults.Ok(
        await eraser.FindAsync(id, context.RequestAborted) ?? throw ApiException.Missing($"There is no erasure {id}."));

    private static async Task<IResult> PreviewAsync(HttpContext context, Eraser eraser)
    {
        Fields.OfQuery(context.Request).RefuseOthers();
        var request = (await JsonReading.ReadAsync<ErasureBody>(context.Request, context.RequestAborted)).Read();
        return TypedResults.Ok(await eraser.PreviewAsync(request, context.RequestAborted));
    }

    private static async Task<IResult> EraseAsync(HttpContext context, Eraser eraser, AuditTrail audit, WatchBoard watches, EventFeed feed)
    {
        Fields.OfQuery(context.Request).RefuseOthers();
        var request = (await JsonReading.ReadAsync<ErasureBody>(context.Request, context.RequestAborted)).Read();
        var receipt = await eraser.EraseAsync(request, Caller.Of(context).Name, context.RequestAborted);
        watches.Reload();
        feed.Forget();
        await audit.WriteAsync(context, "erasure", receipt.ErasureId.ToString(), new { receipt.Removed, receipt.Check.Clean });
        return TypedResults.Created($"/v1/erasures/{receipt.ErasureId}", receipt);
    }
}
