using MassTransit;
using Microsoft.Extensions.Logging;
using ReId.Contracts;
using ReId.Contracts.Blobs;
using ReId.Contracts.Messages;

namespace ReId.Model.Embedding.Consumers;

/// <summary>
/// Embeds captured crops, many at a time: publishes <see cref="CropEmbedded"/> for each, or <see cref="CropRejected"/>
/// for one whose picture is not named, gone or does not decode. Only what may be better the next time (the blob store
/// does not answer) is thrown, so that the crop is delivered again; embedding a crop twice is harmless.
/// </summary>
internal sealed class EmbedCropsConsumer : IConsumer<CropCaptured>
{
    private readonly Embedder _embedder;
    private readonly CropBatcher _batcher;
    private readonly IBlobStore _blobs;
    private readonly ILogger<EmbedCropsConsumer> _logger;

    /// <summary>Creates the consumer.</summary>
    /// <param name="embedder">The model.</param>
    /// <param name="batcher">Where crops that are consumed at the same time meet.</param>
    /// <param name="blobs">Where pictures lie that were too large for a message.</param>
    /// <param name="logger">Told about rejected crops.</param>
    public EmbedCropsConsumer(Embedder embedder, CropBatcher batcher, IBlobStore blobs, ILogger<EmbedCropsConsumer> logger)
    {
        _embedder = embedder;
        _batcher = batcher;
        _blobs = blobs;
        _logger = logger;
    }

    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<CropCaptured> context)
    {
        var (picture, problem) = await ReadAsync(context.Message.Image, context.CancellationToken);
        if (problem is not null)
        {
            await RejectAsync(context, problem);
            return;
        }

        var (vector, error) = await _batcher.EmbedAsync(picture, context.CancellationToken);
        if (error is not null)
        {
            await RejectAsync(context, $"The picture {error}.");
            return;
        }

        await context.Publish(new CropEmbedded
        {
            Crop = context.Message,
            Vector = VectorPayload.Pack(_embedder.Model.Id, vector.Span),
        });
    }

    // Messages come from other programs: what they require need not be there.
    private async Task<(byte[] Picture, string? Error)> ReadAsync(CropImage? image, CancellationToken cancellationToken)
    {
        if (image?.Data is { } data)
        {
            return (data, null);
        }

        if (string.IsNullOrEmpty(image?.BlobKey))
        {
            return ([], "The crop has neither a picture nor the key of one.");
        }

        try
        {
            return await _blobs.ReadAsync(image.BlobKey, cancellationToken) is { } stored
                ? (stored, null)
                : ([], $"The picture {image.BlobKey} is not in the blob store.");
        }
        catch (Exception e) when (e is ArgumentException or FormatException or NotSupportedException)
        {
            return ([], $"The picture has the key '{image.BlobKey}', which the blob store does not take.");
        }
    }

    private Task RejectAsync(ConsumeContext<CropCaptured> crop, string reason)
    {
        _logger.CropRejected(crop.Message.CropId, crop.Message.Camera, reason);
        return crop.Publish(new CropRejected
        {
            CropId = crop.Message.CropId,
            Camera = crop.Message.Camera,
            Reason = reason,
        });
    }
}
