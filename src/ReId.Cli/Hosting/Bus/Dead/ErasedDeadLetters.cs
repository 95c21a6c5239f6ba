using System.Text.Json;
using RabbitMQ.Client;
using ReId.Contracts;
using ReId.Index.Erasure;

namespace ReId.Cli.Hosting.Bus.Dead;

/// <summary>Looks through the dead queues for crops that were erased: straight at RabbitMQ, as <c>reid queue dead</c> does.</summary>
internal sealed class ErasedDeadLetters(BusOptions options) : IErasedMessages
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Guid>> RemoveAsync(Func<MessageOfCrop, Guid?> erasureOf, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await BrokerConnection.OpenAsync(options, "reid erase", cancellationToken).ConfigureAwait(false);
            var removed = new List<Guid>();
            foreach (var (line, _) in LineQueues.Lines)
            {
                await SearchAsync(connection, LineQueues.Dead(line), erasureOf, removed, cancellationToken).ConfigureAwait(false);
            }

            return removed;
        }
        catch (Exception failure) when (failure is RabbitMQ.Client.Exceptions.RabbitMQClientException or IOException)
        {
            throw new ReIdException($"The message broker {options.Shown} went away: {failure.GetBaseException().Message.Split('\n', 2)[0].TrimEnd('.')}.", failure);
        }
    }

    private static async Task SearchAsync(
        IConnection connection, string dead, Func<MessageOfCrop, Guid?> erasureOf, List<Guid> removed, CancellationToken cancellationToken)
    {
        // What is not acknowledged goes back, in its place, when the channel closes.
        var left = await DeadQueues.CountAsync(connection, dead, cancellationToken).ConfigureAwait(false);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        for (; left > 0 && await channel.BasicGetAsync(dead, autoAck: false, cancellationToken).ConfigureAwait(false) is { } got; left--)
        {
            if (Read(got.Body) is { } crop && erasureOf(crop) is { } erasure)
            {
                await channel.BasicAckAsync(got.DeliveryTag, multiple: false, cancellationToken).ConfigureAwait(false);
                removed.Add(erasure);
            }
        }

        await channel.CloseAsync(cancellationToken).ConfigureAwait(false);
    }

    // The envelope's message is a crop, or has one. Anything else is no message of ours, and about nobody that we know.
    private static MessageOfCrop? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var envelope = JsonDocument.Parse(body);
            if (!envelope.RootElement.TryGetProperty("message", out var message))
            {
                return null;
            }

            var crop = message.TryGetProperty("crop", out var inner) ? inner : message;
            return crop.TryGetProperty("cropId", out var id) && id.TryGetGuid(out var cropId)
                ? new MessageOfCrop(
                    cropId,
                    crop.TryGetProperty("camera", out var camera) ? camera.GetString() ?? "" : "",
                    crop.TryGetProperty("capturedAt", out var at) && at.TryGetDateTimeOffset(out var capturedAt) ? capturedAt : default)
                : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
