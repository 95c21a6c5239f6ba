using MassTransit;
using ReId.Contracts;
using ReId.Contracts.Messages;

namespace ReId.Index.Consumers;

/// <summary>
/// Puts embedded crops into the gallery, a batch with one commit, and says so of each crop after the commit. A message
/// that comes again changes nothing and is announced again, since the first announcement may have been lost. A crop that
/// can never be stored is rejected alone. When the gallery cannot store (a full disk), the batch is tried again as
/// <see cref="IndexCropsConsumerDefinition"/> says; after the last try the bus moves its messages to the queue
/// <c>index-crops_error</c> and acknowledges them, and whoever made room moves them back.
/// </summary>
/// <remarks>
/// A store that is away (a database that restarts, a bucket that is not reached) comes back, and then the same batch is
/// stored. Where a broker keeps the messages they wait for that, for as long as the broker leaves them in hand (docs/bus.md), and are
/// no dead letters for a person before. In one process there is no such line, and its command fails with the sentence.
///
/// Batches come one after the other, so one that waited for ever for the confirmation of an announcement would be the last
/// one: announcements go out with patience where the transport has any.
/// </remarks>
internal sealed class IndexCropsConsumer(IGallery gallery, IndexLog log, IBus bus, IPublishPatience? patience = null)
    : IConsumer<Batch<CropEmbedded>>
{
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(2);

    public async Task Consume(ConsumeContext<Batch<CropEmbedded>> context)
    {
        // 1. Unpack; what does not unpack is rejected alone.
        var entries = new List<GalleryEntry>(context.Message.Length);
        var rejected = new List<(CropCaptured? Crop, string Reason)>();
        foreach (var message in context.Message)
        {
            if (EmbeddedCrop.Unpack(message.Message, out var problem) is { } entry)
            {
                entries.Add(entry);
            }
            else
            {
                rejected.Add((message.Message?.Crop, problem!));
            }
        }

        // 2. Store.
        var result = await StoreAsync(entries, context.CancellationToken);
        rejected.AddRange(
            result.Rejected.Select(entry => ((CropCaptured?)entries[entry.Position].Crop, entry.Reason)));

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
        await AnnounceAsync(context, [.. indexed]);
        var notices = new List<CropRejected>(rejected.Count);
        foreach (var (crop, reason) in rejected)
        {
            var notice = new CropRejected
            {
                CropId = crop?.CropId ?? Guid.Empty,
                Camera = crop?.Camera ?? "",
                Reason = reason,
            };
            log.CropRejected(notice.CropId, notice.Camera, reason);
            notices.Add(notice);
        }

        await AnnounceAsync(context, notices);

        log.BatchIndexed(context.Message.Length, result.Added, result.Duplicates, rejected.Count);
    }

    private async Task<AddResult> StoreAsync(List<GalleryEntry> entries, CancellationToken cancellationToken)
    {
        for (var pause = s_firstPause; ; pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause)
        {
            try
            {
                return await gallery.AddAsync(entries, cancellationToken);
            }
            catch (StoreUnavailableException failure) when (patience is not null)
            {
                if (pause == s_firstPause)
                {
                    log.StoreWaitedFor(entries.Count, failure.Message);
                }

                await Task.Delay(pause, cancellationToken);
            }
        }
    }

    private Task AnnounceAsync<T>(ConsumeContext context, IReadOnlyList<T> messages)
        where T : class => patience is null
        ? context.PublishBatch(messages, context.CancellationToken)
        : Task.WhenAll(messages.Select(message =>
            patience.PublishAsync(token => bus.Publish(message, token), context.CancellationToken)));
}
