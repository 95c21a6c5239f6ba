using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ReId.Benchmarks.Messaging;

/// <summary>RabbitMQ.Client alone: picture in, picture out, nothing serialised.</summary>
internal static class BareBroker
{
    private const string Queue = "bench-bare";
    private const ushort Prefetch = 96;

    public static async Task<TimeSpan> RunAsync(string address, int crops)
    {
        var factory = new ConnectionFactory { Uri = new Uri(address) };
        await using var connection = await factory.CreateConnectionAsync();
        await using var consuming = await connection.CreateChannelAsync();
        await using var publishing = await connection.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await consuming.QueueDeclareAsync(
            Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await consuming.BasicQosAsync(0, Prefetch, global: false);
        var (left, done) = (crops, new TaskCompletionSource());
        var consumer = new AsyncEventingBasicConsumer(consuming);
        consumer.ReceivedAsync += async (_, message) =>
        {
            await consuming.BasicAckAsync(message.DeliveryTag, multiple: false);
            if (Interlocked.Decrement(ref left) == 0)
            {
                done.SetResult();
            }
        };
        await consuming.BasicConsumeAsync(Queue, autoAck: false, consumer);
        var picture = BusRounds.Picture();
        var properties = new BasicProperties { Persistent = true };

        var clock = Stopwatch.StartNew();
        await BusRounds.PublishAsync(crops, async _ => await publishing.BasicPublishAsync("", Queue, mandatory: true, properties, picture));
        await done.Task;
        return clock.Elapsed;
    }
}
