using System.Diagnostics;
using ReId.Index;
using ReId.Search.Pictures;
using ReId.Search.Telemetry;

namespace ReId.Search.Endpoints.Search;

/// <summary>Runs a search that is understood.</summary>
internal sealed class SearchRunner(IGallery gallery, ScoreScale scale, Reranker reranker)
{
    /// <param name="plan">The search.</param>
    /// <param name="served">What earlier pages gave; this page's results are added.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The page, whether there is more, and the milliseconds of searching and re-ranking.</returns>
    public async Task<(IReadOnlyList<SearchHit> Hits, bool More, double SearchMs, double RerankMs)> RunAsync(
        SearchPlan plan, HashSet<object> served, CancellationToken cancellationToken)
    {
        using var trace = ApiTelemetry.Source.StartActivity("search");
        var depth = Math.Min(served.Count + plan.K + 1, SearchPages.MostResults + 1);
        var start = Stopwatch.GetTimestamp();
        var hits = await FindAsync(plan, plan.Rerank ? Math.Max(depth, Reranker.Depth) : depth, cancellationToken);
        var searched = Stopwatch.GetElapsedTime(start);
        ApiTelemetry.Searched(searched);

        start = Stopwatch.GetTimestamp();
        if (plan.Rerank)
        {
            hits = await reranker.OrderAsync(hits, plan.Vectors, plan.Options.ModelId, cancellationToken);
        }

        var reranked = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var fresh = hits
            .Where(hit => plan.MinProbability is not { } least || scale.Probability(plan.Options.ModelId, hit.Score) >= least)
            .Where(hit => !served.Contains(KeyOf(hit, plan.Options.GroupBy)))
            .Take(plan.K + 1).ToList();
        var more = fresh.Count > plan.K && served.Count + plan.K < SearchPages.MostResults;
        IReadOnlyList<SearchHit> page = fresh.Count > plan.K ? fresh[..plan.K] : fresh;
        served.UnionWith(page.Select(hit => KeyOf(hit, plan.Options.GroupBy)));
        return (page, more, searched.TotalMilliseconds, plan.Rerank ? reranked : 0);
    }

    // A group's best crop may change from page to page; the group is shown once.
    private object KeyOf(SearchHit hit, SearchGrouping grouping) => grouping switch
    {
        SearchGrouping.Tracklet => hit.Crop.TrackletId,
        SearchGrouping.Camera => hit.Crop.Camera,
        SearchGrouping.Identity => (gallery as Gallery)?.Identities.IdentityOf(hit.Crop.CropId) ?? hit.Crop.TrackletId,
        _ => hit.Crop.CropId,
    };

    private async Task<IReadOnlyList<SearchHit>> FindAsync(SearchPlan plan, int depth, CancellationToken cancellationToken)
    {
        var options = plan.Options with { K = depth };
        if (plan.Vectors is [var only])
        {
            return await gallery.SearchAsync(only, options, cancellationToken);
        }

        var best = new Dictionary<object, SearchHit>();
        foreach (var vector in plan.Vectors)
        {
            foreach (var hit in await gallery.SearchAsync(vector, options, cancellationToken))
            {
                var key = KeyOf(hit, options.GroupBy);
                if (!best.TryGetValue(key, out var known) || hit.Score > known.Score)
                {
                    best[key] = hit;
                }
            }
        }

        return [.. best.Values.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Crop.CropId).Take(depth)];
    }
}
