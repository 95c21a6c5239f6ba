using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReId.Index;
using ReId.Index.Access;
using ReId.Index.Identities;
using ReId.Search.Audit;
using ReId.Search.Endpoints.Documentation;
using ReId.Search.Endpoints.Paging;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Problems;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Crops;

/// <summary>Stored crops: list, show, remove.</summary>
internal static class CropEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var crops = routes.MapGroup("/crops").WithTags("crops");
        crops.MapGet("", ListAsync).For(ApiRole.Viewer).Produces<Page<CropView>>()
            .WithName("listCrops").WithQuery("camera", "trackletId", "identityId", "from", "to", "order", "limit", "cursor");
        crops.MapGet("/{id:guid}", ShowAsync).For(ApiRole.Viewer).Produces<CropView>().WithName("getCrop");
        crops.MapDelete("/{id:guid}", RemoveAsync).For(ApiRole.Operator).Produces(StatusCodes.Status204NoContent).WithName("deleteCrop");
        EnrolEndpoint.Map(crops);
        ImageEndpoint.Map(crops);
    }

    /// <summary>Crops that a query string asks for; one more than the limit.</summary>
    public static CropListing Listing(Fields fields, int limit) => new()
    {
        Cameras = fields.Texts("camera"),
        From = fields.Time("from"),
        To = fields.Time("to"),
        Limit = limit + 1,
        Beyond = Cursors.Position(fields),
    };

    private static async Task<IResult> ListAsync(HttpContext context, IGallery gallery, IIdentityStore store, IIdentityNames identities)
    {
        var fields = Fields.OfQuery(context.Request);
        var limit = Cursors.Limit(fields);
        var listing = Listing(fields, limit) with
        {
            TrackletId = fields.Id("trackletId"),
            IdentityId = fields.Id("identityId") is { } identity ? store.Peek(identity)?.Id ?? identity : null,
            NewestFirst = fields.Choice<ListOrder>("order") is null or ListOrder.Newest,
        };
        fields.RefuseOthers();
        var crops = new List<GalleryCrop>();
        await foreach (var crop in gallery.ListCropsAsync(listing, context.RequestAborted))
        {
            crops.Add(crop);
        }

        var page = Page<GalleryCrop>.Of(crops, limit, crop => Cursors.Write(new CropPosition(crop.CapturedAt, crop.CropId)));
        return TypedResults.Ok(new Page<CropView>([.. page.Items.Select(crop => CropView.Of(crop, identities))], page.Next));
    }

    private static async Task<IResult> ShowAsync(Guid id, HttpContext context, IGallery gallery, IIdentityNames identities)
    {
        var crop = await gallery.FindCropAsync(id, context.RequestAborted) ?? throw ApiException.Missing($"There is no crop {id}.");
        return TypedResults.Ok(CropView.Of(crop, identities) with { Models = await gallery.ModelsOfAsync(id, context.RequestAborted) });
    }

    private static async Task<IResult> RemoveAsync(Guid id, HttpContext context, IGallery gallery, AuditTrail audit)
    {
        var removed = await gallery.RemoveAsync([id], context.RequestAborted);
        await audit.WriteAsync(context, "crop.delete", id.ToString(), new { removed });
        return removed > 0 ? TypedResults.NoContent() : throw ApiException.Missing($"There is no crop {id}.");
    }

    private enum ListOrder
    {
        Newest,
        Oldest,
    }
}
