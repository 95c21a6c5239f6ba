using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using ReId.Index.Access;
using ReId.Index.Export;
using ReId.Search.Audit;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Erasures;

/// <summary><c>GET /v1/identities/{id}/export</c>: everything that is held on one identity, as a zip file.</summary>
internal static class ExportEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/identities/{id:guid}/export", HandleAsync)
        .For(ApiRole.Admin).Produces(StatusCodes.Status200OK, contentType: "application/zip").WithName("exportIdentity").WithTags("privacy");

    private static async Task HandleAsync(Guid id, HttpContext context, IdentityExport export, AuditTrail audit)
    {
        Fields.OfQuery(context.Request).RefuseOthers();

        // The first file before the answer begins: an identity that is not there is a 404.
        await using var files = export.FilesAsync(id, context.RequestAborted).GetAsyncEnumerator(context.RequestAborted);
        await files.MoveNextAsync();
        await audit.WriteAsync(context, "identity.export", id.ToString());

        // An entry of a zip archive writes its end without await. It goes out as it is made: a file aside would be one more
        // copy of somebody's data to forget.
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        context.Response.ContentType = "application/zip";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"identity-{id}.zip\"";
        context.Response.Headers.CacheControl = "no-store";
        await using var zip = await ZipArchive.CreateAsync(
            context.Response.Body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, context.RequestAborted);
        do
        {
            var pictures = files.Current.Path.StartsWith("pictures/", StringComparison.Ordinal);
            var entry = zip.CreateEntry(files.Current.Path, pictures ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
            await using var stream = await entry.OpenAsync(context.RequestAborted);
            await stream.WriteAsync(files.Current.Content, context.RequestAborted);
        }
        while (await files.MoveNextAsync());
    }
}
