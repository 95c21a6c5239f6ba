using MassTransit;
using ReId.Contracts;
using ReId.Contracts.Blobs;
using ReId.Contracts.Messages;
using ReId.Ingest.Cropping;

namespace ReId.Ingest.Publishing;

/// <summary>Publishes <see cref="CropCaptured"/> on the bus within the <see cref="InFlightBudget"/>.</summary>
public sealed class CropPublisher : ICropPublisher
{
    private readonly IBus _bus;
    private readonly InFlightBudget _budget;
    private readonly IBlobStore? _blobs;

    /// <summary>Creates the publisher.</summary>
    /// <param name="bus">Where to publish.</param>
    /// <param name="budget">How many crops may be on their way.</param>
    /// <param name="blobs">Takes the pictures above <see cref="CropImage.InlineLimit"/>; without it they are an error.</param>
    public CropPublisher(IBus bus, InFlightBudget budget, IBlobStore? blobs = null)
    {
        _bus = bus;
        _budget = budget;
        _blobs = blobs;
    }

    /// <inheritdoc/>
    /// <exception cref="ReIdException">The picture is too large for a message and there is no blob store.</exception>
    public async Task PublishAsync(CapturedCrop crop, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(crop);
        await _budget.AcquireAsync(crop.Id, cancellationToken).ConfigureAwait(false);
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
            await _bus.Publish(message, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _budget.Release(crop.Id);
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

        if (_blobs is null)
        {
            throw new ReIdException(
                $"A crop of {crop.Camera} has {crop.Jpeg.Length} bytes, but a message carries at most {CropImage.InlineLimit}: "
                + "configure a blob store, or lower the JPEG quality.");
        }

        // UUIDv7s of one day start alike; their last digits spread over folders.
        var name = crop.Id.ToString("N");
        var key = $"crops/{name[^2..]}/{name}.jpg";
        await _blobs.WriteAsync(key, crop.Jpeg, cancellationToken).ConfigureAwait(false);
        return image with { BlobKey = key };
    }
}
