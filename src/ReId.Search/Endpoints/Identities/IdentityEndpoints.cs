using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReId.Index;
using ReId.Index.Access;
using ReId.Index.Identities;
using ReId.Search.Endpoints.Crops;
using ReId.Search.Endpoints.Documentation;
using ReId.Search.Endpoints.Paging;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Problems;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Identities;

/// <summary><c>/v1/identities</c>: who the gallery knows.</summary>
internal static class IdentityEndpoints
{
    private const int MostVisits = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var identities = routes.MapGroup("/identities").WithTags("identities");
        identities.MapGet("", ListAsync).For(ApiRole.Viewer).Produces<Page<IdentityView>>()
            .WithName("listIdentities").WithQuery("q", "hidden", "order", "limit", "cursor");
        identities.MapGet("/{id:guid}", ShowAsync).For(ApiRole.Viewer).Produces<IdentityView>().WithName("getIdentity");
        identities.MapGet("/{id:guid}/crops", CropsAsync).For(ApiRole.Viewer).Produces<Page<MemberView>>()
            .WithName("listIdentityCrops").WithQuery("limit", "cursor");
        identities.MapGet("/{id:guid}/timeline", TimelineAsync).For(ApiRole.Viewer).Produces<TimelineView>().WithName("getIdentityTimeline");
        identities.MapGet("/{id:guid}/history", HistoryAsync).For(ApiRole.Viewer).Produces<Page<OperationView>>()
            .WithName("listIdentityHistory").WithQuery("limit", "cursor");
        DecisionEndpoints.Map(identities);
    }

    /// <exception cref="ApiException">There is none of that id.</exception>
    public static async Task<IdentitySummary> FindAsync(IIdentityStore store, Guid id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) ?? throw ApiException.Missing($"There is no identity {id}.");

    /// <summary>A page of operations, of one identity or of all.</summary>
    public static async Task<IResult> HistoryPageAsync(HttpContext context, IIdentityStore store, Guid? identity)
    {
        var fields = Fields.OfQuery(context.Request);
        var (limit, before) = (Cursors.Limit(fields), Cursors.Sequence(fields));
        fields.RefuseOthers();
        var entries = await store.HistoryAsync(identity, limit + 1, before, context.RequestAborted);
        var page = Page<HistoryEntry>.Of(entries, limit, entry => Cursors.Write(entry.Sequence));
        return TypedResults.Ok(new Page<OperationView>([.. page.Items.Select(OperationView.Of)], page.Next));
    }

    private static async Task<IResult> ListAsync(HttpContext context, IIdentityStore store)
    {
        var fields = Fields.OfQuery(context.Request);
        var (limit, order) = (Cursors.Limit(fields), fields.Choice<IdentityOrder>("order") ?? IdentityOrder.Newest);
        var listing = new IdentityListing
        {
            Text = fields.Text("q"),
            Hidden = fields.Bool("hidden") ?? false,
            Order = order,
            Limit = limit + 1,
            Beyond = Cursors.Identity(fields, order),
        };
        fields.RefuseOthers();
        var page = Page<IdentitySummary>.Of(
            await store.ListAsync(listing, context.RequestAborted), limit, one => Cursors.Write(order, IdentityPosition.Of(one, order)));
        return TypedResults.Ok(new Page<IdentityView>([.. page.Items.Select(IdentityView.Of)], page.Next));
    }

    private static async Task<IResult> ShowAsync(Guid id, HttpContext context, IIdentityStore store)
    {
        Fields.OfQuery(context.Request).RefuseOthers();
        return TypedResults.Ok(IdentityView.Of(await FindAsync(store, id, context.RequestAborted)));
    }

    private static async Task<IResult> CropsAsync(Guid id, HttpContext context, IIdentityStore store, IGallery gallery, IIdentityNames identities)
    {
        var fields = Fields.OfQuery(context.Request);
        var limit = Cursors.Limit(fields);
        var listing = new CropListing { NewestFirst = true, Limit = limit + 1, Beyond = Cursors.Position(fields) };
        fields.RefuseOthers();
        var identity = store.Peek(id) ?? throw ApiException.Missing($"There is no identity {id}.");
        var crops = new List<GalleryCrop>();
        await foreach (var crop in gallery.ListCropsAsync(listing with { IdentityId = identity.Id }, context.RequestAborted))
        {
            crops.Add(crop);
        }

        var page = Page<GalleryCrop>.Of(crops, limit, crop => Cursors.Write(new CropPosition(crop.CapturedAt, crop.CropId)));
        var said = await store.MembershipsAsync([.. page.Items.Select(crop => crop.CropId)], context.RequestAborted);

        // A crop that left a moment ago is no member any more.
        return TypedResults.Ok(new Page<MemberView>(
            [.. from crop in page.Items
                where said.ContainsKey(crop.CropId)
                let member = said[crop.CropId]
                select new MemberView(CropView.Of(crop, identities), member.Assignment.Origin, member.Assignment.Score, member.Assignment.AssignedAt, member.Decided)],
            page.Next));
    }

    private static async Task<IResult> TimelineAsync(Guid id, HttpContext context, IIdentityStore store, IGallery gallery, IIdentityNames identities)
    {
        Fields.OfQuery(context.Request).RefuseOthers();
        var identity = store.Peek(id) ?? throw ApiException.Missing($"There is no identity {id}.");
        var visits = new List<VisitView>();
        foreach (var visit in (await store.TimelineAsync(identity.Id, context.RequestAborted)).TakeLast(MostVisits))
        {
            var best = await gallery.FindCropAsync(visit.BestCrop, context.RequestAborted);
            visits.Add(new VisitView(
                visit.Camera, visit.TrackletId, visit.From, visit.To, visit.Crops.Count, best is null ? null : CropView.Of(best, identities)));
        }

        return TypedResults.Ok(new TimelineView(identity.Id, visits));
    }

    private static async Task<IResult> HistoryAsync(Guid id, HttpContext context, IIdentityStore store) =>
        await HistoryPageAsync(context, store, store.Peek(id) is null ? throw ApiException.Missing($"There is no identity {id}.") : id);
}
