using System.Diagnostics;
using System.Numerics.Tensors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReId.Index;
using ReId.Index.Access;
using ReId.Search.Audit;
using ReId.Search.Endpoints.Documentation;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Endpoints.Search;
using ReId.Search.Pictures;
using ReId.Search.Problems;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Verify;

/// <summary>Two stored crops to compare.</summary>
/// <param name="CropId1">One.</param>
/// <param name="CropId2">The other.</param>
public sealed record VerifyBody(Guid CropId1, Guid CropId2);

/// <summary>How alike two pictures are.</summary>
/// <param name="ModelId">Whose vectors were compared.</param>
/// <param name="Score">Cosine similarity.</param>
/// <param name="Probability">Calibrated probability of "the same"; null where the model has no calibration.</param>
/// <param name="Timings">Where the time went.</param>
public sealed record VerifyAnswer(string ModelId, float Score, double? Probability, SearchTimings Timings);

/// <summary><c>POST /v1/verify</c>.</summary>
internal static class VerifyEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/verify", HandleAsync)
        .For(ApiRole.Viewer)
        .Accepts<VerifyBody>("application/json", "multipart/form-data")
        .WithForm(["image1", "image2"], optional: ["box1", "box2"])
        .Produces<VerifyAnswer>()
        .WithName("verify").WithTags("search").WithSummary("How alike two pictures are");

    private static async Task<IResult> HandleAsync(
        HttpContext context, IGallery gallery, QueryEmbedder embedder, PictureReader pictures, ScoreScale scale, AuditTrail audit)
    {
        var cancellationToken = context.RequestAborted;
        var timings = new SearchTimings();
        float[][] vectors;
        Guid[]? crops = null;
        long start;
        if (FormReading.IsForm(context.Request))
        {
            var form = await FormReading.ReadAsync(context.Request, cancellationToken);
            start = Stopwatch.GetTimestamp();
            var fields = new Fields(context.Request.Query, form);
            var selected = new List<SelectedPicture>();
            PictureSelection[] boxes = [new(fields.Box("box1"), false, null), new(fields.Box("box2"), false, null)];
            fields.RefuseOthers();
            for (var i = 0; i < boxes.Length; i++)
            {
                var files = await FormReading.FilesAsync(form, $"image{i + 1}", 1, cancellationToken, "image1", "image2");
                selected.Add(await pictures.SelectAsync(files[0], boxes[i], $"Picture {i + 1}", cancellationToken));
            }

            vectors = await embedder.EmbedAsync([.. selected.Select(picture => picture.Encoded)], cancellationToken);
            timings = new SearchTimings { DecodeMs = selected.Sum(picture => picture.DecodeMs), EmbedMs = Stopwatch.GetElapsedTime(start).TotalMilliseconds };
        }
        else
        {
            var body = await JsonReading.ReadAsync<VerifyBody>(context.Request, cancellationToken);
            start = Stopwatch.GetTimestamp();
            Fields.OfQuery(context.Request).RefuseOthers();
            crops = [body.CropId1, body.CropId2];
            vectors = [await VectorAsync(crops[0]), await VectorAsync(crops[1])];
        }

        var score = Math.Clamp(TensorPrimitives.CosineSimilarity(vectors[0], vectors[1]), -1, 1);
        await audit.WriteAsync(context, "verify", target: null, new { model = embedder.ModelId, crops });
        return TypedResults.Ok(new VerifyAnswer(
            embedder.ModelId, score, scale.Probability(embedder.ModelId, score),
            timings with { TotalMs = Stopwatch.GetElapsedTime(start).TotalMilliseconds }));

        async Task<float[]> VectorAsync(Guid crop) =>
            await gallery.FindVectorAsync(crop, embedder.ModelId, cancellationToken)
            ?? throw ApiException.Missing($"There is no crop {crop} with a vector of the model {embedder.ModelId}.");
    }
}
