using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using ReId.Index;
using ReId.Index.Access;
using ReId.Search.Endpoints.Documentation;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Limits;
using ReId.Search.Pictures;
using ReId.Search.Problems;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Crops;

/// <summary><c>GET /v1/crops/{id}/image</c>.</summary>
internal static class ImageEndpoint
{
    // A crop's picture never changes; but it is somebody's, so no shared cache may keep it, and erased it must be gone.
    private const string CacheControl = "private, max-age=300";

    public static void Map(IEndpointRouteBuilder crops) => crops.MapGet("/{id:guid}/image", HandleAsync)
        .For(ApiRole.Viewer)
        .Produces(StatusCodes.Status200OK, contentType: "image/jpeg")
        .WithMetadata(new PictureAnswer())
        .WithName("getCropImage").WithQuery("height");

    private static async Task<IResult> HandleAsync(Guid id, HttpContext context, IGallery gallery, PictureReader pictures)
    {
        var fields = Fields.OfQuery(context.Request);
        var height = fields.Int("height", 16, 1024);
        fields.RefuseOthers();
        var picture = await gallery.ReadImageAsync(id, context.RequestAborted)
            ?? throw ApiException.Missing($"There is no crop {id} with a picture.");
        context.Response.Headers.CacheControl = CacheControl;
        var tag = new EntityTagHeaderValue($"\"{id:N}-{height ?? 0}\"");
        if (height is { } wanted && !context.Request.Headers.IfNoneMatch.Contains(tag.ToString()))
        {
            picture = await pictures.ThumbnailAsync(picture, wanted, context.RequestAborted);
        }

        return TypedResults.Bytes(picture, height is null ? TypeOf(picture) : "image/jpeg", entityTag: tag);
    }

    private static string TypeOf(ReadOnlySpan<byte> picture) => picture switch
    {
        [0xFF, 0xD8, ..] => "image/jpeg",
        [0x89, (byte)'P', ..] => "image/png",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] => "image/webp",
        [(byte)'B', (byte)'M', ..] => "image/bmp",
        _ => "application/octet-stream",
    };
}
