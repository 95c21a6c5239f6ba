using System.Numerics.Tensors;
using Microsoft.Extensions.Logging;
using ReId.Index;
using ReId.Index.Watching;
using ReId.Search.Endpoints.Crops;
using ReId.Search.Models;
using ReId.Search.Pictures;
using ReId.Search.Telemetry;

namespace ReId.Search.Events;

/// <summary>Compares new crops with the watch list.</summary>
internal sealed class WatchBoard(
    IWatchStore store, IGallery gallery, EventFeed feed, ServedModels models, IIdentityNames identities, TimeProvider clock,
    ILogger<WatchBoard> logger)
{
    private IReadOnlyList<Watch>? _watches;

    /// <summary>The list has changed: the next crop reads it anew.</summary>
    public void Reload() => Volatile.Write(ref _watches, null);

    public async Task CompareAsync(GalleryCrop crop, CropView view, string modelId, CancellationToken cancellationToken)
    {
        try
        {
            var watches = (await WatchesAsync(cancellationToken)).Where(watch => watch.ModelId == modelId).ToList();
            if (watches.Count == 0 || await gallery.FindVectorAsync(crop.CropId, modelId, cancellationToken) is not { } vector)
            {
                return;
            }

            var scale = new ScoreScale(new QueryEmbedder(models.Current));
            foreach (var watch in watches)
            {
                if (await ScoreAsync(watch, crop, vector, cancellationToken) is { } score && score >= watch.Threshold
                    && await store.AddHitAsync(watch.Id, crop.CropId, score, clock.GetUtcNow(), cancellationToken))
                {
                    ApiTelemetry.WatchRaised();
                    SearchLog.WatchRaised(logger, watch.Id, crop.CropId, score);
                    feed.Publish("hit", crop.Camera, new HitEvent(watch.Id, watch.Name, score, scale.Probability(modelId, score), view));
                }
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Delivered again it would announce the crop a second time; the crop itself is safe.
            SearchLog.WatchFailed(logger, crop.CropId, failure.Message);
        }
    }

    private async Task<IReadOnlyList<Watch>> WatchesAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _watches) is { } known)
        {
            return known;
        }

        var read = await store.ListAsync(cancellationToken);
        Volatile.Write(ref _watches, read);
        return read;
    }

    private async Task<float?> ScoreAsync(Watch watch, GalleryCrop crop, float[] vector, CancellationToken cancellationToken)
    {
        if (watch.Vector is { } wanted)
        {
            return wanted.Length == vector.Length ? TensorPrimitives.CosineSimilarity(wanted, vector) : null;
        }

        // The best of the identity's crops: a mean would miss somebody who has changed clothes.
        float? best = null;
        foreach (var member in identities.CropsOf(watch.IdentityId!.Value).Where(id => id != crop.CropId).Take(MostOfIdentity))
        {
            if (await gallery.FindVectorAsync(member, watch.ModelId, cancellationToken) is { } known)
            {
                best = Math.Max(best ?? -1, TensorPrimitives.CosineSimilarity(known, vector));
            }
        }

        return best;
    }

    private const int MostOfIdentity = 32;

    private sealed record HitEvent(Guid WatchId, string WatchName, float Score, double? Probability, CropView Crop);
}
