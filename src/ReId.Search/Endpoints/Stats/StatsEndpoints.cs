using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReId.Index;
using ReId.Index.Access;
using ReId.Search.Endpoints.Paging;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Events;
using ReId.Search.Pictures;
using ReId.Search.Queues;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Stats;

/// <summary>Counts of what the gallery holds and of what is on its way.</summary>
/// <param name="Crops">Stored crops.</param>
/// <param name="Tracklets">Tracklets of them.</param>
/// <param name="Cameras">Crops by camera.</param>
/// <param name="Models">Vectors by model.</param>
/// <param name="QueueDepth">Crops that are captured and not in the gallery yet, in all processes; null when the broker does not answer.</param>
/// <param name="DeadLetters">Messages that could not be processed and wait for a person; null when the broker does not answer.</param>
/// <param name="Missing">Stored vectors that searches cannot find yet, because their part of the index is being rebuilt.</param>
/// <param name="Rejected">Crops that could never be indexed, since the start.</param>
/// <param name="StartedAt">When this process started, UTC.</param>
/// <param name="Version">Version of the program.</param>
public sealed record StatsView(
    long Crops, long Tracklets, IReadOnlyDictionary<string, long> Cameras, IReadOnlyDictionary<string, GalleryModelStats> Models,
    long? QueueDepth, long? DeadLetters, long Missing, long Rejected, DateTimeOffset StartedAt, string Version);

/// <summary>A model that has vectors in the gallery, or that serves.</summary>
/// <param name="ModelId">Its id.</param>
/// <param name="Dimension">Components of a vector.</param>
/// <param name="Vectors">Stored vectors.</param>
/// <param name="Segments">Segments of its index.</param>
/// <param name="Serving">Whether pictures of requests are embedded by it.</param>
/// <param name="Calibrated">Whether scores become probabilities.</param>
/// <param name="Prior">Prior of the probabilities.</param>
/// <param name="Thresholds">Scores for rates of false accepts.</param>
public sealed record ModelView(
    string ModelId, int Dimension, long Vectors, int Segments, bool Serving, bool Calibrated, double? Prior,
    IReadOnlyList<ThresholdView> Thresholds);

/// <summary>A threshold of a calibrated model.</summary>
/// <param name="FalseAcceptRate">Share of pairs of two identities that reach it.</param>
/// <param name="Threshold">The cosine similarity.</param>
public sealed record ThresholdView(double FalseAcceptRate, double Threshold);

/// <summary><c>/v1/stats</c> and <c>/v1/models</c>.</summary>
internal static class StatsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/stats", StatsAsync).For(ApiRole.Viewer).Produces<StatsView>().WithName("getStats").WithTags("stats");
        routes.MapGet("/models", ModelsAsync).For(ApiRole.Viewer).Produces<Page<ModelView>>().WithName("listModels").WithTags("stats");
    }

    private static async Task<IResult> StatsAsync(
        HttpContext context, Gallery gallery, IndexedCrops indexed, ApiOptions options, ICropLines lines)
    {
        Fields.OfQuery(context.Request).RefuseOthers();
        var stats = await gallery.StatsAsync(context.RequestAborted);
        var waiting = await lines.LookAsync(context.RequestAborted);
        return TypedResults.Ok(new StatsView(
            stats.Crops, stats.Tracklets, stats.CropsByCamera, stats.Models, waiting.Crops, waiting.DeadLetters,
            gallery.MissingFromIndex, indexed.Rejected, indexed.StartedAt, options.Version));
    }

    private static async Task<IResult> ModelsAsync(
        HttpContext context, IGallery gallery, QueryEmbedder embedder, ScoreScale scale)
    {
        Fields.OfQuery(context.Request).RefuseOthers();
        var models = (await gallery.StatsAsync(context.RequestAborted)).Models;
        var views = models.Keys.Append(embedder.ModelId).Distinct().Order(StringComparer.Ordinal).Select(id =>
        {
            var stored = models.GetValueOrDefault(id);
            var calibration = scale.IsCalibrated(id) ? embedder.Calibration : null;
            return new ModelView(
                id, stored?.Dimension ?? embedder.Dimension, stored?.Vectors ?? 0, stored?.Segments ?? 0, id == embedder.ModelId,
                calibration is not null, calibration?.Prior,
                [.. calibration?.Thresholds.Where(threshold => threshold.Similarity is not null)
                    .Select(threshold => new ThresholdView(threshold.FalseAcceptRate, threshold.Similarity!.Value)) ?? []]);
        });
        return TypedResults.Ok(new Page<ModelView>([.. views], null));
    }
}
