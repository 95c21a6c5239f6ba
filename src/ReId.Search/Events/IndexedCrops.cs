using System.Diagnostics;
using ReId.Contracts.Messages;
using ReId.Index;
using ReId.Search.Endpoints.Crops;
using ReId.Search.Identities;
using ReId.Search.Telemetry;

namespace ReId.Search.Events;

/// <summary>What follows when a crop is in the gallery: an event, and a look at the watch list.</summary>
internal sealed class IndexedCrops(IGallery gallery, EventFeed feed, WatchBoard watches, IIdentityNames identities, NewCrops newCrops, TimeProvider clock)
{
    private long _rejected;

    public DateTimeOffset StartedAt { get; } = Process.GetCurrentProcess().StartTime.ToUniversalTime();

    public long Rejected => Interlocked.Read(ref _rejected);

    public void Reject() => Interlocked.Increment(ref _rejected);

    public async Task AnnounceAsync(CropIndexed indexed, CancellationToken cancellationToken)
    {
        ApiTelemetry.Searchable(clock.GetUtcNow() - indexed.CapturedAt);
        if (await gallery.FindCropAsync(indexed.CropId, cancellationToken) is not { } crop)
        {
            // Removed again before anybody heard of it.
            return;
        }

        await newCrops.JoinAsync(indexed, cancellationToken);
        var view = CropView.Of(crop, identities);
        feed.Publish("crop", crop.Camera, new CropEvent(view, indexed.ModelId));
        await watches.CompareAsync(crop, view, indexed.ModelId, cancellationToken);
    }

    private sealed record CropEvent(CropView Crop, string ModelId);
}
