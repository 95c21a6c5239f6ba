using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReId.Contracts;
using ReId.Contracts.Messages;
using ReId.Index;
using ReId.Index.Access;
using ReId.Search.Audit;
using ReId.Search.Endpoints.Documentation;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Endpoints.Search;
using ReId.Search.Pictures;
using ReId.Search.Problems;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Crops;

/// <summary><c>POST /v1/crops</c>: a picture into the gallery, durable and searchable when it is answered.</summary>
internal static class EnrolEndpoint
{
    private const int LongestName = 256;

    public static void Map(IEndpointRouteBuilder crops) => crops.MapPost("", HandleAsync)
        .For(ApiRole.Operator)
        .Accepts<IFormFile>("multipart/form-data")
        .WithForm(
            ["image"], ["camera"], ["capturedAt", "cropId", "trackletId", "quality", "box", "detect", "choose"])
        .Produces<CropView>(StatusCodes.Status201Created)
        .WithName("enrolCrop");

    private static async Task<IResult> HandleAsync(
        HttpContext context, IGallery gallery, QueryEmbedder embedder, PictureReader pictures, IIdentityNames identities,
        AuditTrail audit, IBus bus, TimeProvider clock)
    {
        var cancellationToken = context.RequestAborted;
        var form = await FormReading.ReadAsync(context.Request, cancellationToken);
        var fields = new Fields(context.Request.Query, form);
        var camera = fields.Text("camera") is { Length: <= LongestName } name && !name.Any(char.IsControl)
            ? name
            : throw ApiException.Bad($"'camera' must name the camera in 1 to {LongestName} characters without control characters.");
        var capturedAt = fields.Time("capturedAt") ?? clock.GetUtcNow();
        var cropId = NotEmpty("cropId", fields.Id("cropId"));
        var trackletId = NotEmpty("trackletId", fields.Id("trackletId"));
        var quality = fields.Float("quality", 0, 1) ?? 1;
        var selection = SearchForm.Selection(fields);
        fields.RefuseOthers();
        var files = await FormReading.FilesAsync(form, "image", 1, cancellationToken);
        var picture = await pictures.SelectAsync(files[0], selection, "The picture", cancellationToken);
        var encoded = picture.Encoded.ToArray();
        var claim = new EnrolClaim(cropId, encoded, picture.Box, camera)
        {
            CapturedAt = fields.Time("capturedAt"),
            TrackletId = fields.Id("trackletId"),
            Quality = fields.Float("quality", 0, 1),
        };

        // Before the gallery is asked to add: with another model it would add this picture's vector to the other crop.
        await claim.RequireAsync(gallery, cancellationToken);
        var vectors = await embedder.EmbedAsync([picture.Encoded], cancellationToken);
        var crop = new CropCaptured
        {
            CropId = cropId,
            TrackletId = trackletId,
            Camera = camera,
            CapturedAt = capturedAt,
            Box = picture.Box,
            Quality = quality,
            Image = new CropImage { Data = encoded, Width = picture.Box.Width, Height = picture.Box.Height },
        };
        var added = await AddAsync(gallery, new GalleryEntry { Crop = crop, ModelId = embedder.ModelId, Vector = vectors[0] }, cancellationToken);
        if (added)
        {
            await audit.WriteAsync(context, "crop.enrol", cropId.ToString());
            await bus.Publish(
                new CropIndexed
                {
                    CropId = cropId,
                    TrackletId = trackletId,
                    Camera = camera,
                    CapturedAt = capturedAt,
                    ModelId = embedder.ModelId,
                },
                CancellationToken.None);
        }
        else
        {
            // Somebody else may have stored another picture under this id since the first look.
            await claim.RequireAsync(gallery, cancellationToken);
        }

        var stored = await gallery.FindCropAsync(cropId, cancellationToken) ?? throw ApiException.Missing($"The crop {cropId} was removed again.");
        return TypedResults.Created($"/v1/crops/{cropId}", CropView.Of(stored, identities));
    }

    /// <summary>False where it was there already.</summary>
    private static async Task<bool> AddAsync(IGallery gallery, GalleryEntry entry, CancellationToken cancellationToken)
    {
        AddResult result;
        try
        {
            result = await gallery.AddAsync([entry], cancellationToken);
        }
        catch (ReIdException failure) when (failure is not StoreUnavailableException)
        {
            throw new ApiException(StatusCodes.Status503ServiceUnavailable, failure.Message);
        }

        if (result.Rejected is [var rejected, ..])
        {
            throw ApiException.Unusable(rejected.Reason);
        }

        return result.Added > 0;
    }

    private static Guid NotEmpty(string name, Guid? given) => given != Guid.Empty
        ? given ?? Guid.CreateVersion7()
        : throw ApiException.Bad($"'{name}' is all zeros; leave it out for a new one.");
}
