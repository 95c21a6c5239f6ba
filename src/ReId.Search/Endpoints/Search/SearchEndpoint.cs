using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReId.Index.Access;
using ReId.Search.Audit;
using ReId.Search.Endpoints.Crops;
using ReId.Search.Endpoints.Documentation;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Pictures;
using ReId.Search.Problems;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Search;

/// <summary><c>POST /v1/search</c>.</summary>
internal static class SearchEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/search", HandleAsync)
        .For(ApiRole.Viewer)
        .Accepts<SearchBody>("application/json", "multipart/form-data")
        .WithForm(
            ["image"],
            optional:
            [
                "box", "detect", "choose", "k", "minScore", "minProbability", "cameras", "excludeCameras", "from", "to", "identities",
                "excludeIdentities", "minQuality", "groupBy", "rerank", "exact", "fusion", "modelId",
            ],
            repeated: ["image", "cameras", "excludeCameras", "identities", "excludeIdentities"])
        .Produces<SearchAnswer>()
        .WithName("search").WithTags("search").WithSummary("The crops most similar to a picture, a crop, an identity or a vector");

    private static async Task<IResult> HandleAsync(
        HttpContext context, QueryResolver resolver, QueryEmbedder embedder, PictureReader pictures, SearchRunner runner,
        SearchPages pages, ScoreScale scale, IIdentityNames identities, AuditTrail audit)
    {
        var cancellationToken = context.RequestAborted;
        var caller = Caller.Of(context);
        SearchPlan plan;
        HashSet<object> served = [];
        QueryView? view = null;
        var timings = new SearchTimings();
        long start;
        if (FormReading.IsForm(context.Request))
        {
            var form = await FormReading.ReadAsync(context.Request, cancellationToken);
            start = Stopwatch.GetTimestamp();
            var fields = new Fields(context.Request.Query, form);
            var (body, selection) = (SearchForm.Body(fields), SearchForm.Selection(fields));
            fields.RefuseOthers();
            SearchChecks.Check(body);
            RequireServedModel(body, embedder);
            var files = await FormReading.FilesAsync(form, "image", SearchChecks.MostExamples, cancellationToken);
            var selected = await SelectAsync(files, selection, pictures, cancellationToken);
            var embedding = Stopwatch.GetTimestamp();
            var vectors = await embedder.EmbedAsync([.. selected.Select(picture => picture.Encoded)], cancellationToken);
            timings = new SearchTimings
            {
                DecodeMs = selected.Sum(picture => picture.DecodeMs),
                DetectMs = selected.Sum(picture => picture.DetectMs),
                EmbedMs = Stopwatch.GetElapsedTime(embedding).TotalMilliseconds,
            };
            view = selection.Detect ? new QueryView(selected[0].People, selected[0].Chosen) : null;
            plan = resolver.Plan(body, embedder.ModelId, vectors);
        }
        else
        {
            var body = await JsonReading.ReadAsync<SearchBody>(context.Request, cancellationToken);
            start = Stopwatch.GetTimestamp();
            Fields.OfQuery(context.Request).RefuseOthers();
            SearchChecks.Check(body);
            if (body.Cursor is { } cursor)
            {
                (plan, served) = body == new SearchBody { Cursor = cursor }
                    ? pages.Find(caller, cursor)
                    : throw ApiException.Bad("'cursor' goes on with an earlier search and takes nothing beside it.");
            }
            else
            {
                plan = await resolver.ResolveAsync(body, cancellationToken);
            }
        }

        var first = served.Count + 1;
        var (hits, more, searchMs, rerankMs) = await runner.RunAsync(plan, served, cancellationToken);
        await audit.WriteAsync(context, "search", target: null, new
        {
            model = plan.Options.ModelId,
            k = plan.K,
            examples = plan.Vectors.Count,
            first,
            crops = plan.Options.ExcludeCrops,
            results = hits.Select(hit => hit.Crop.CropId),
        });
        return TypedResults.Ok(new SearchAnswer(
            plan.Options.ModelId,
            [.. hits.Select((hit, i) => new SearchResult(
                first + i, hit.Score, scale.Probability(plan.Options.ModelId, hit.Score), CropView.Of(hit.Crop, identities)))],
            more ? pages.Keep(caller, plan, served) : null,
            view,
            timings with { SearchMs = searchMs, RerankMs = rerankMs, TotalMs = Stopwatch.GetElapsedTime(start).TotalMilliseconds }));
    }

    private static async Task<List<SelectedPicture>> SelectAsync(
        List<byte[]> files, PictureSelection selection, PictureReader pictures, CancellationToken cancellationToken)
    {
        if (files.Count > 1 && selection.Box is not null)
        {
            throw ApiException.Bad("'box' is for one picture, but several are given.");
        }

        var selected = new List<SelectedPicture>(files.Count);
        for (var i = 0; i < files.Count; i++)
        {
            selected.Add(await pictures.SelectAsync(
                files[i], selection, files.Count == 1 ? "The picture" : $"Picture {i + 1}", cancellationToken));
        }

        return selected;
    }

    private static void RequireServedModel(SearchBody body, QueryEmbedder embedder)
    {
        if (body.ModelId is { } wanted && wanted != embedder.ModelId)
        {
            throw ApiException.Unusable($"Pictures are embedded by the model {embedder.ModelId} here; another one's vectors cannot be compared with them.");
        }
    }
}
