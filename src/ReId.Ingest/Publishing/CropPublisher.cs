using MassTransit;
using ReId.Contracts;
using ReId.Contracts.Blobs;
using ReId.Contracts.Messages;
using ReId.Ingest.Cropping;

namespace ReId.Ingest.Publishing;

/// <summary>
/// Publishes <see cref="CropCaptured"/> on the bus within the <see cref="InFlightBudget"/>. Pictures above
/// <see cref="CropImage.InlineLimit"/> go to the blob store, or are made smaller where there is none.
/// </summary>
internal sealed class CropPublisher(
    IBus bus, InFlightBudget budget, IBlobStore? blobs = null, IPublishPatience? patience = null) : ICropPublisher
{
    public async Task PublishAsync(CapturedCrop crop, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(crop);
        await budget.AcquireAsync(crop.Id, cancellationToken).ConfigureAwait(false);
        try
        {
            var message = new CropCaptured
            {
                CropId = crop.Id,
                Camera = crop.Camera,
                TrackletId = crop.TrackletId,
                CapturedAt = crop.CapturedAt,
                Box = crop.Box,
                Quality = crop.Quality,
                Image = await ImageAsync(crop, cancellationToken).ConfigureAwait(false),
            };
            await (patience is null
                ? bus.Publish(message, cancellationToken)
                : patience.PublishAsync(token => bus.Publish(message, token), cancellationToken)).ConfigureAwait(false);
            budget.Sent(crop.Id);
        }
        catch
        {
            budget.Release(crop.Id);
            throw;
        }
    }

    private async Task<CropImage> ImageAsync(CapturedCrop crop, CancellationToken cancellationToken)
    {
        var image = new CropImage { Width = crop.Box.Width, Height = crop.Box.Height };
        if (crop.Jpeg.Length <= CropImage.InlineLimit)
        {
            return image with { Data = crop.Jpeg };
        }

        if (blobs is null)
        {
            // The gallery's files are elsewhere.
            var small = SmallerPicture.Below(CropImage.InlineLimit, crop.Jpeg);
            return new CropImage { Data = small.Jpeg, Width = small.Width, Height = small.Height };
        }

        // UUIDv7s of one day start alike; their last digits spread over folders.
        var name = crop.Id.ToString("N");
        var key = $"crops/{name[^2..]}/{name}.jpg";
        await blobs.WriteAsync(key, crop.Jpeg, cancellationToken).ConfigureAwait(false);
        return image with { BlobKey = key };
    }
}
