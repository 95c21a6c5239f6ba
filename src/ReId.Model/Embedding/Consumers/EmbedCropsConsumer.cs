using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.Logging;
using ReId.Contracts;
using ReId.Contracts.Blobs;
using ReId.Contracts.Messages;

namespace ReId.Model.Embedding.Consumers;

/// <summary>
/// Embeds captured crops, a batch at a time: publishes <see cref="CropEmbedded"/> for each, or
/// <see cref="CropRejected"/> for one whose picture is not named, gone or does not decode. Only what may be better the
/// next time (the blob store does not answer) is thrown, so that the batch is delivered again; embedding a crop twice is
/// harmless.
/// </summary>
internal sealed class EmbedCropsConsumer : IConsumer<Batch<CropCaptured>>
{
    private readonly Embedder _embedder;
    private readonly IBlobStore _blobs;
    private readonly ILogger<EmbedCropsConsumer> _logger;

    /// <summary>Creates the consumer.</summary>
    /// <param name="embedder">The model.</param>
    /// <param name="blobs">Where pictures lie that were too large for a message.</param>
    /// <param name="logger">Told about rejected crops.</param>
    public EmbedCropsConsumer(Embedder embedder, IBlobStore blobs, ILogger<EmbedCropsConsumer> logger)
    {
        _embedder = embedder;
        _blobs = blobs;
        _logger = logger;
    }

    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<Batch<CropCaptured>> context)
    {
        var usable = new List<ConsumeContext<CropCaptured>>(context.Message.Length);
        var pictures = new List<ReadOnlyMemory<byte>>(context.Message.Length);
        foreach (var item in context.Message)
        {
            var (picture, error) = await ReadAsync(item.Message.Image, context.CancellationToken);
            if (error is not null)
            {
                await RejectAsync(item, error);
                continue;
            }

            usable.Add(item);
            pictures.Add(picture);
        }

        var clock = Stopwatch.StartNew();
        var batch = _embedder.Embed(pictures, normalise: true, context.CancellationToken);
        _logger.CropsEmbedded(pictures.Count, _embedder.Model.Id, clock.ElapsedMilliseconds);

        // All at once: over a broker each publication waits for its confirmation.
        await Task.WhenAll(usable.Select((crop, i) => batch.Error(i) is { } error
            ? RejectAsync(crop, $"The picture {error}.")
            : PublishAsync(crop, batch.Vector(i))));
    }

    // Through the crop's own context, which carries its conversation and correlation on.
    private Task PublishAsync(ConsumeContext<CropCaptured> crop, ReadOnlyMemory<float> vector) => crop.Publish(new CropEmbedded
    {
        Crop = crop.Message,
        Vector = VectorPayload.Pack(_embedder.Model.Id, vector.Span),
    });

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
