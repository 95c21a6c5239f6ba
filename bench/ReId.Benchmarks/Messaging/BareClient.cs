using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using ReId.Cli.Hosting.Bus;

namespace ReId.Benchmarks.Messaging;

/// <summary>RabbitMQ.Client alone: the picture's bytes, a connection each for publishing and consuming.</summary>
internal sealed class BareClient(BusOptions bus) : IThroughputSide
{
    private const string Queue = "bare";

    private readonly byte[] _picture = new byte[BusThroughput.PictureBytes];
    private IConnection _publishing = null!;
    private IConnection _consuming = null!;
    private IChannel _out = null!;
    private TaskCompletionSource _done = null!;
    private int _left;

    public string Name => "bare client";

    public async Task PrepareAsync(int crops)
    {
        (_left, _done) = (crops, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _publishing = await BrokerConnection.OpenAsync(bus, CancellationToken.None);
        _consuming = await BrokerConnection.OpenAsync(bus, CancellationToken.None);
        _out = await _publishing.CreateChannelAsync(new CreateChannelOptions(true, true));
        var arguments = LineQueues.LineArguments(Queue).ToDictionary(pair => pair.Key, pair => (object?)pair.Value);
        await _out.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, arguments);
        await _out.QueuePurgeAsync(Queue);
        var channel = await _consuming.CreateChannelAsync(new CreateChannelOptions(false, false, consumerDispatchConcurrency: BusThroughput.Window));
        await channel.BasicQosAsync(0, BusThroughput.Window, global: false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
            if (Interlocked.Decrement(ref _left) == 0)
            {
                _done.SetResult();
            }
        };
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer);
    }

    public async Task RunAsync(int crops)
    {
        await BusThroughput.PublishAllAsync(crops, _ => _out.BasicPublishAsync(
            "", Queue, mandatory: true, new BasicProperties { Persistent = true }, _picture).AsTask());
        await _done.Task;
    }

    public async Task CleanAsync()
    {
        await _publishing.DisposeAsync();
        await _consuming.DisposeAsync();
    }
}
