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
    private readonly IBus _bus;
    private readonly IPublishPatience? _patience;

    /// <summary>Creates the consumer.</summary>
    /// <param name="embedder">The model.</param>
    /// <param name="batcher">Where crops that are consumed at the same time meet.</param>
    /// <param name="blobs">Where pictures lie that were too large for a message.</param>
    /// <param name="logger">Told about rejected crops.</param>
    /// <param name="bus">Where vectors are published.</param>
    /// <param name="patience">Waits while the next line is full; null where no transport refuses.</param>
    public EmbedCropsConsumer(
        Embedder embedder, CropBatcher batcher, IBlobStore blobs, ILogger<EmbedCropsConsumer> logger, IBus bus, IPublishPatience? patience = null)
    {
        _embedder = embedder;
        _batcher = batcher;
        _blobs = blobs;
        _logger = logger;
        _bus = bus;
        _patience = patience;
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

        var embedded = new CropEmbedded
        {
            Crop = context.Message,
            Vector = VectorPayload.Pack(_embedder.Model.Id, vector.Span),
        };
        await (_patience is null
            ? context.Publish(embedded)
            : _patience.PublishAsync(token => PublishAsync(context, embedded, token), context.CancellationToken));
    }

    // Not through the crop's own context: that remembers a try that was refused, and takes the crop for failed at its end
    // although a later try succeeded.
    private Task PublishAsync<T>(ConsumeContext<CropCaptured> crop, T message, CancellationToken cancellationToken)
        where T : class => _bus.Publish(
        message,
        publication =>
        {
            publication.ConversationId = crop.ConversationId;
            publication.InitiatorId = crop.CorrelationId ?? crop.MessageId;
        },
        cancellationToken);

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
        var rejected = new CropRejected
        {
            CropId = crop.Message.CropId,
            Camera = crop.Message.Camera,
            Reason = reason,
        };
        return _patience is null
            ? crop.Publish(rejected)
            : _patience.PublishAsync(token => PublishAsync(crop, rejected, token), crop.CancellationToken);
    }
}
