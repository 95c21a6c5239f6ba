using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReId.Index;
using ReId.Index.Access;
using ReId.Search.Endpoints.Crops;
using ReId.Search.Endpoints.Documentation;
using ReId.Search.Endpoints.Paging;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Problems;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Tracklets;

/// <summary>A tracklet in a list.</summary>
/// <param name="TrackletId">The tracklet.</param>
/// <param name="Camera">Name of its camera.</param>
/// <param name="From">Its first crop, UTC.</param>
/// <param name="To">Its last crop, UTC.</param>
/// <param name="Crops">How many it has.</param>
/// <param name="BestCrop">That of the highest quality; null where all were removed meanwhile.</param>
public sealed record TrackletView(Guid TrackletId, string Camera, DateTimeOffset From, DateTimeOffset To, int Crops, CropView? BestCrop);

/// <summary>A tracklet with its crops.</summary>
/// <param name="TrackletId">The tracklet.</param>
/// <param name="Camera">Name of its camera.</param>
/// <param name="From">Its first crop, UTC.</param>
/// <param name="To">Its last crop, UTC.</param>
/// <param name="Crops">Its crops, oldest first.</param>
public sealed record TrackletDetail(Guid TrackletId, string Camera, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<CropView> Crops);

/// <summary><c>/v1/tracklets</c>.</summary>
internal static class TrackletEndpoints
{
    // A tracklet has a handful; somebody who stands all day in front of a camera has more.
    private const int MostCrops = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var tracklets = routes.MapGroup("/tracklets").WithTags("tracklets");
        tracklets.MapGet("", ListAsync).For(ApiRole.Viewer).Produces<Page<TrackletView>>()
            .WithName("listTracklets").WithQuery("camera", "from", "to", "limit", "cursor");
        tracklets.MapGet("/{id:guid}", ShowAsync).For(ApiRole.Viewer).Produces<TrackletDetail>().WithName("getTracklet");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IGallery gallery, IIdentityNames identities)
    {
        var fields = Fields.OfQuery(context.Request);
        var limit = Cursors.Limit(fields);
        var listing = CropEndpoints.Listing(fields, limit);
        fields.RefuseOthers();
        var found = await gallery.TrackletsAsync(listing, context.RequestAborted);
        var page = Page<GalleryTracklet>.Of(found, limit, tracklet => Cursors.Write(new CropPosition(tracklet.To, tracklet.TrackletId)));
        var views = new List<TrackletView>();
        foreach (var tracklet in page.Items)
        {
            var crops = await CropsAsync(gallery, tracklet.TrackletId, context.RequestAborted);
            views.Add(new TrackletView(
                tracklet.TrackletId, tracklet.Camera, tracklet.From, tracklet.To, tracklet.Crops,
                crops.MaxBy(crop => crop.Quality) is { } best ? CropView.Of(best, identities) : null));
        }

        return TypedResults.Ok(new Page<TrackletView>(views, page.Next));
    }

    private static async Task<IResult> ShowAsync(Guid id, HttpContext context, IGallery gallery, IIdentityNames identities)
    {
        var crops = await CropsAsync(gallery, id, context.RequestAborted);
        return crops.Count > 0
            ? TypedResults.Ok(new TrackletDetail(
                id, crops[0].Camera, crops[0].CapturedAt, crops[^1].CapturedAt, [.. crops.Select(crop => CropView.Of(crop, identities))]))
            : throw ApiException.Missing($"There is no tracklet {id}.");
    }

    private static async Task<List<GalleryCrop>> CropsAsync(IGallery gallery, Guid tracklet, CancellationToken cancellationToken)
    {
        var crops = new List<GalleryCrop>();
        await foreach (var crop in gallery.ListCropsAsync(new CropListing { TrackletId = tracklet, Limit = MostCrops }, cancellationToken))
        {
            crops.Add(crop);
        }

        return crops;
    }
}
