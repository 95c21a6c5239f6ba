using Microsoft.Extensions.Logging;
using ReId.Index;
using ReId.Index.Watching;
using ReId.Search.Endpoints.Crops;
using ReId.Search.Models;
using ReId.Search.Pictures;
using ReId.Search.Telemetry;

namespace ReId.Search.Events;

/// <summary>
/// Compares new crops with the watch list. A crop costs the reading of its own vector and a product with the rows of all
/// watches, which are kept in memory; only what it raised is written, in one commit.
/// </summary>
internal sealed class WatchBoard(
    IWatchStore store, IGallery gallery, EventFeed feed, ServedModels models, IIdentityNames identities, TimeProvider clock,
    ILogger<WatchBoard> logger)
{
    // A database that restarts must not cost the hits of that moment; nothing else tries again.
    private static readonly TimeSpan[] s_pauses = [TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)];

    private readonly Lock _gate = new();
    private Snapshot? _watches;
    private int _reloads;

    /// <summary>The list has changed: the next crop reads it anew.</summary>
    public void Reload()
    {
        lock (_gate)
        {
            (_watches, _reloads) = (null, _reloads + 1);
        }
    }

    public async Task CompareAsync(GalleryCrop crop, CropView view, string modelId, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await CompareOnceAsync(crop, view, modelId, cancellationToken);
                return;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                if (tries == s_pauses.Length || StoreFailures.Of(failure) is null)
                {
                    // Delivered again it would announce the crop a second time; the crop itself is safe.
                    SearchLog.WatchFailed(logger, crop.CropId, failure.Message);
                    return;
                }
            }

            await Task.Delay(s_pauses[tries], clock, cancellationToken);
        }
    }

    private async Task CompareOnceAsync(GalleryCrop crop, CropView view, string modelId, CancellationToken cancellationToken)
    {
        var watched = (await WatchesAsync(cancellationToken)).Of(modelId);
        if (watched.IsEmpty || await gallery.FindVectorAsync(crop.CropId, modelId, cancellationToken) is not { } vector)
        {
            return;
        }

        var raised = await watched.CompareAsync(crop.CropId, vector, identities, gallery, cancellationToken);
        if (raised.Count == 0)
        {
            return;
        }

        var fresh = await store.AddHitsAsync(
            crop.CropId, raised.ToDictionary(hit => hit.Watch.Id, hit => hit.Score), clock.GetUtcNow(), cancellationToken);
        var scale = new ScoreScale(new QueryEmbedder(models.Current));
        foreach (var (watch, score) in raised.Where(hit => fresh.Contains(hit.Watch.Id)))
        {
            ApiTelemetry.WatchRaised();
            SearchLog.WatchRaised(logger, watch.Id, crop.CropId, score);
            feed.Publish("hit", crop.Camera, new HitEvent(watch.Id, watch.Name, score, scale.Probability(modelId, score), view));
        }
    }

    private async Task<Snapshot> WatchesAsync(CancellationToken cancellationToken)
    {
        int reloads;
        lock (_gate)
        {
            if (_watches is { } known)
            {
                return known;
            }

            reloads = _reloads;
        }

        var read = new Snapshot(await store.ListAsync(cancellationToken));
        lock (_gate)
        {
            // One that was read before a change is for this crop only.
            _watches = reloads == _reloads ? read : _watches;
        }

        return read;
    }

    private sealed record HitEvent(Guid WatchId, string WatchName, float Score, double? Probability, CropView Crop);

    /// <summary>The list as it was read, by model as crops of one come.</summary>
    private sealed class Snapshot(IReadOnlyList<Watch> watches)
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, WatchedModel> _models = new();

        public WatchedModel Of(string modelId) => _models.GetOrAdd(modelId, id => new WatchedModel(id, watches));
    }
}
