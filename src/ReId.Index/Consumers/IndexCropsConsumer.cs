using MassTransit;
using ReId.Contracts.Messages;

namespace ReId.Index.Consumers;

/// <summary>
/// Puts embedded crops into the gallery, a batch with one commit, and says so of each crop after the commit. A message
/// that comes again changes nothing and is announced again, since the first announcement may have been lost. When the
/// gallery cannot store (a full disk), the exception goes to the bus and no message is acknowledged.
/// </summary>
internal sealed class IndexCropsConsumer(IGallery gallery, IndexLog log) : IConsumer<Batch<CropEmbedded>>
{
    public async Task Consume(ConsumeContext<Batch<CropEmbedded>> context)
    {
        // 1. Unpack; what does not unpack is rejected alone.
        var entries = new List<GalleryEntry>(context.Message.Length);
        var rejected = new List<(CropCaptured Crop, string Reason)>();
        foreach (var message in context.Message)
        {
            var (crop, vector) = (message.Message.Crop, message.Message.Vector);
            try
            {
                entries.Add(new GalleryEntry { Crop = crop, ModelId = vector.ModelId, Vector = vector.Unpack() });
            }
            catch (FormatException failure)
            {
                rejected.Add((crop, $"The vector is damaged: {failure.Message}."));
            }
        }

        // 2. Store.
        var result = await gallery.AddAsync(entries, context.CancellationToken);
        rejected.AddRange(result.Rejected.Select(entry => (entries[entry.Position].Crop, entry.Reason)));

        // 3. Announce.
        var positions = result.Rejected.Select(entry => entry.Position).ToHashSet();
        var indexed = entries.Where((_, position) => !positions.Contains(position)).Select(entry => new CropIndexed
        {
            CropId = entry.Crop.CropId,
            TrackletId = entry.Crop.TrackletId,
            Camera = entry.Crop.Camera,
            CapturedAt = entry.Crop.CapturedAt,
            ModelId = entry.ModelId,
        });
        await context.PublishBatch(indexed, context.CancellationToken);
        foreach (var (crop, reason) in rejected)
        {
            log.CropRejected(crop.CropId, crop.Camera, reason);
            await context.Publish(
                new CropRejected { CropId = crop.CropId, Camera = crop.Camera, Reason = reason },
                context.CancellationToken);
        }

        log.BatchIndexed(context.Message.Length, result.Added, result.Duplicates, rejected.Count);
    }
}
