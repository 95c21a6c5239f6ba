using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReId.Contracts;
using ReId.Index;
using ReId.Index.Access;
using ReId.Index.Retention;
using ReId.Search.Audit;
using ReId.Search.Endpoints.Paging;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Problems;
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
/// <param name="RetentionDays">Days after which its crops are erased; null for never.</param>
public sealed record CameraView(
    string Name, long Crops, DateTimeOffset? LastSeenAt, string? Source, bool Live, bool? Connected, string? State,
    double? FramesPerSecond, long? DroppedFrames, int? RetentionDays);

/// <summary>What changes of a camera.</summary>
public sealed record CameraPatch
{
    /// <summary>Days after which its crops are erased, 1 to 36,500; null for never.</summary>
    public required int? RetentionDays { get; init; }
}

/// <summary><c>/v1/cameras</c>.</summary>
internal static class CameraEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cameras", ListAsync).For(ApiRole.Viewer).Produces<Page<CameraView>>().WithName("listCameras").WithTags("cameras");
        routes.MapPatch("/cameras/{name}", ChangeAsync).For(ApiRole.Admin).Accepts<CameraPatch>("application/json")
            .Produces<CameraPatch>().WithName("changeCamera").WithTags("cameras");
    }

    private static async Task<IResult> ChangeAsync(string name, HttpContext context, IRetentionStore retention, AuditTrail audit)
    {
        Fields.OfQuery(context.Request).RefuseOthers();
        var patch = await JsonReading.ReadAsync<CameraPatch>(context.Request, context.RequestAborted);
        try
        {
            if (!await retention.SetAsync(name, patch.RetentionDays, context.RequestAborted))
            {
                throw ApiException.Missing("There is no camera of that name.");
            }
        }
        catch (ReIdException problem)
        {
            throw ApiException.Bad(problem.Message);
        }

        await audit.WriteAsync(context, "camera.retention", name, new { days = patch.RetentionDays });
        return TypedResults.Ok(patch);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IGallery gallery, ILiveSources sources, IRetentionStore retention)
    {
        var kept = (await retention.ListAsync(context.RequestAborted)).ToDictionary(camera => camera.Camera, camera => camera.Days);
        Fields.OfQuery(context.Request).RefuseOthers();
        var stored = (await gallery.CamerasAsync(context.RequestAborted)).ToDictionary(camera => camera.Name);
        var live = sources.States.GroupBy(state => state.Camera).ToDictionary(group => group.Key, group => group.First());
        var admin = Caller.Of(context).Role >= ApiRole.Admin;
        var views = stored.Keys.Union(live.Keys).Order(StringComparer.Ordinal).Select(name =>
        {
            var (camera, state) = (stored.GetValueOrDefault(name), live.GetValueOrDefault(name));
            return new CameraView(
                name, camera?.Crops ?? 0, camera?.LastSeenAt, admin ? state?.Address : null, state?.IsLive ?? false,
                state?.Connected, state?.State, state?.FramesPerSecond, state?.Dropped, kept.GetValueOrDefault(name));
        });
        return TypedResults.Ok(new Page<CameraView>([.. views], null));
    }
}
