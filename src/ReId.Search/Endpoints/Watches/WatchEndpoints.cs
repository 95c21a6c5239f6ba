using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReId.Index;
using ReId.Index.Access;
using ReId.Index.Watching;
using ReId.Search.Audit;
using ReId.Search.Endpoints.Crops;
using ReId.Search.Endpoints.Documentation;
using ReId.Search.Endpoints.Paging;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Events;
using ReId.Search.Pictures;
using ReId.Search.Problems;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Watches;

/// <summary><c>/v1/watches</c>.</summary>
internal static class WatchEndpoints
{
    // Every new crop is compared with every watch.
    private const int MostWatches = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var watches = routes.MapGroup("/watches").WithTags("watches");
        watches.MapGet("", ListAsync).For(ApiRole.Viewer).Produces<Page<WatchView>>().WithName("listWatches");
        watches.MapPost("", CreateAsync).For(ApiRole.Operator).Accepts<WatchBody>("application/json", "multipart/form-data")
            .WithForm(["image"], ["name"], ["threshold", "minProbability", "box", "detect", "choose"], ["image"])
            .Produces<WatchView>(StatusCodes.Status201Created).WithName("createWatch");
        watches.MapGet("/{id:guid}", ShowAsync).For(ApiRole.Viewer).Produces<WatchView>().WithName("getWatch");
        watches.MapDelete("/{id:guid}", RemoveAsync).For(ApiRole.Operator).Produces(StatusCodes.Status204NoContent).WithName("deleteWatch");
        watches.MapGet("/{id:guid}/hits", HitsAsync).For(ApiRole.Viewer).Produces<Page<WatchHitView>>()
            .WithName("listWatchHits").WithQuery("limit", "cursor");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IWatchStore store)
    {
        Fields.OfQuery(context.Request).RefuseOthers();
        return TypedResults.Ok(new Page<WatchView>([.. (await store.ListAsync(context.RequestAborted)).Select(WatchView.Of)], null));
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, WatchMaking making, IWatchStore store, WatchBoard board, AuditTrail audit)
    {
        var watch = await making.ReadAsync(context);
        if ((await store.ListAsync(context.RequestAborted)).Count >= MostWatches)
        {
            throw ApiException.Unusable($"There are {MostWatches} watches already: delete one first.");
        }

        await store.AddAsync(watch, context.RequestAborted);
        board.Reload();
        await audit.WriteAsync(context, "watch.create", watch.Id.ToString(), new { watch.Threshold, watch.IdentityId });
        return TypedResults.Created($"/v1/watches/{watch.Id}", WatchView.Of(watch));
    }

    private static async Task<IResult> ShowAsync(Guid id, HttpContext context, IWatchStore store) =>
        TypedResults.Ok(WatchView.Of(await FindAsync(id, store, context.RequestAborted)));

    private static async Task<IResult> RemoveAsync(Guid id, HttpContext context, IWatchStore store, WatchBoard board, AuditTrail audit)
    {
        var removed = await store.RemoveAsync(id, context.RequestAborted);
        board.Reload();
        await audit.WriteAsync(context, "watch.delete", id.ToString(), new { removed });
        return removed ? TypedResults.NoContent() : throw ApiException.Missing($"There is no watch {id}.");
    }

    private static async Task<IResult> HitsAsync(
        Guid id, HttpContext context, IWatchStore store, IGallery gallery, ScoreScale scale, IIdentityNames identities)
    {
        var fields = Fields.OfQuery(context.Request);
        var (limit, before) = (Cursors.Limit(fields), Cursors.Sequence(fields));
        fields.RefuseOthers();
        var watch = await FindAsync(id, store, context.RequestAborted);
        var hits = await store.HitsAsync(id, before, limit + 1, context.RequestAborted);
        var page = Page<WatchHit>.Of(hits, limit, hit => Cursors.Write(hit.Sequence));
        var views = new List<WatchHitView>();
        foreach (var hit in page.Items)
        {
            if (await gallery.FindCropAsync(hit.CropId, context.RequestAborted) is { } crop)
            {
                views.Add(new WatchHitView(CropView.Of(crop, identities), hit.Score, scale.Probability(watch.ModelId, hit.Score), hit.At));
            }
        }

        return TypedResults.Ok(new Page<WatchHitView>(views, page.Next));
    }

    private static async Task<Watch> FindAsync(Guid id, IWatchStore store, CancellationToken cancellationToken) =>
        (await store.ListAsync(cancellationToken)).FirstOrDefault(watch => watch.Id == id)
        ?? throw ApiException.Missing($"There is no watch {id}.");
}
