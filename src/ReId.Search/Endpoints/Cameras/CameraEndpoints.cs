using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReId.Index;
using ReId.Index.Access;
using ReId.Search.Endpoints.Paging;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Cameras;

/// <summary>A camera.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Crops">Crops of it.</param>
/// <param name="LastSeenAt">When the newest was captured, UTC; null while it has none.</param>
/// <param name="Source">Its address without a password; null for all but admins, and where it is ingested elsewhere.</param>
/// <param name="Live">Whether this server ingests it as a camera.</param>
/// <param name="Connected">Whether frames come; null where it is ingested elsewhere.</param>
/// <param name="State">What it is doing; null where it is ingested elsewhere.</param>
/// <param name="FramesPerSecond">Frames looked at per second; null where it is ingested elsewhere.</param>
/// <param name="DroppedFrames">Frames that nobody had time for; null where it is ingested elsewhere.</param>
public sealed record CameraView(
    string Name, long Crops, DateTimeOffset? LastSeenAt, string? Source, bool Live, bool? Connected, string? State,
    double? FramesPerSecond, long? DroppedFrames);

/// <summary><c>/v1/cameras</c>.</summary>
internal static class CameraEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/cameras", ListAsync)
        .For(ApiRole.Viewer).Produces<Page<CameraView>>().WithName("listCameras").WithTags("cameras");

    private static async Task<IResult> ListAsync(HttpContext context, IGallery gallery, ILiveSources sources)
    {
        Fields.OfQuery(context.Request).RefuseOthers();
        var stored = (await gallery.CamerasAsync(context.RequestAborted)).ToDictionary(camera => camera.Name);
        var live = sources.States.GroupBy(state => state.Camera).ToDictionary(group => group.Key, group => group.First());
        var admin = Caller.Of(context).Role >= ApiRole.Admin;
        var views = stored.Keys.Union(live.Keys).Order(StringComparer.Ordinal).Select(name =>
        {
            var (camera, state) = (stored.GetValueOrDefault(name), live.GetValueOrDefault(name));
            return new CameraView(
                name, camera?.Crops ?? 0, camera?.LastSeenAt, admin ? state?.Address : null, state?.IsLive ?? false,
                state?.Connected, state?.State, state?.FramesPerSecond, state?.Dropped);
        });
        return TypedResults.Ok(new Page<CameraView>([.. views], null));
    }
}
