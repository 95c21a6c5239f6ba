using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ReId.EndToEnd.Tests.Bus;

/// <summary>Looks at the broker and puts things into it that no program of ours would.</summary>
internal sealed class RawQueue : IAsyncDisposable
{
    private readonly IConnection _connection;

    private RawQueue(IConnection connection) => _connection = connection;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RawQueue> OpenAsync(string bus) =>
        new(await new ConnectionFactory { Uri = new Uri(bus) }.CreateConnectionAsync(Token));

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    public async Task PutAsync(string queue, string id, string text)
    {
        await using var channel = await _connection.CreateChannelAsync(new CreateChannelOptions(true, true), Token);
        var properties = new BasicProperties { MessageId = id, ContentType = "application/vnd.masstransit+json", Persistent = true };
        await channel.BasicPublishAsync("", queue, mandatory: true, properties, Encoding.UTF8.GetBytes(text), Token);
    }

    /// <summary>Puts many messages without an id of their own.</summary>
    public async Task PutAllAsync(string queue, IReadOnlyList<string> texts)
    {
        await using var channel = await _connection.CreateChannelAsync(new CreateChannelOptions(true, true), Token);
        foreach (var some in texts.Chunk(100))
        {
            // The confirmations together: one by one they would take longer than all the rest.
            await Task.WhenAll(some.Select(text => channel.BasicPublishAsync(
                "", queue, mandatory: true, new BasicProperties { ContentType = "application/vnd.masstransit+json", Persistent = true }, Encoding.UTF8.GetBytes(text), Token).AsTask()));
        }
    }

    /// <summary>Takes a message and goes without a word about it; returns its id, or null when there is none.</summary>
    public async Task<string?> TakeAndDieAsync(string queue)
    {
        await using var channel = await _connection.CreateChannelAsync(cancellationToken: Token);
        for (var tries = 0; tries < 20; tries++)
        {
            // What the one before left is back a moment later.
            if (await channel.BasicGetAsync(queue, autoAck: false, Token) is { } got)
            {
                return got.BasicProperties.MessageId;
            }

            await Task.Delay(50, Token);
        }

        return null;
    }

    /// <summary>Moves a message to its dead queue, as a consumer does that failed. Returns the message's id.</summary>
    /// <param name="queue">The line.</param>
    /// <param name="reason">Why it died.</param>
    /// <param name="keep">Leave it in its line as well: it was delivered twice, and failed once.</param>
    public async Task<string> BuryAsync(string queue, string reason, bool keep = false)
    {
        await using var channel = await _connection.CreateChannelAsync(new CreateChannelOptions(true, true), Token);
        var got = await channel.BasicGetAsync(queue, autoAck: false, Token);
        Assert.NotNull(got);
        var properties = new BasicProperties(got.BasicProperties) { Persistent = true };
        properties.Headers = new Dictionary<string, object?>(properties.Headers ?? new Dictionary<string, object?>())
        {
            ["MT-Fault-Message"] = reason,
            ["MT-Fault-Timestamp"] = DateTimeOffset.UtcNow.AddHours(-3).ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        };
        await channel.BasicPublishAsync("", queue + "-dead", mandatory: true, properties, got.Body, Token);
        await (keep
            ? channel.BasicNackAsync(got.DeliveryTag, multiple: false, requeue: true, Token)
            : channel.BasicAckAsync(got.DeliveryTag, multiple: false, Token));
        return got.BasicProperties.MessageId!;
    }

    /// <summary>Takes everything that waits.</summary>
    public async Task<IReadOnlyList<string>> TakeAllAsync(string queue)
    {
        await using var channel = await _connection.CreateChannelAsync(cancellationToken: Token);
        var texts = new List<string>();
        while (await channel.BasicGetAsync(queue, autoAck: true, Token) is { } got)
        {
            texts.Add(Encoding.UTF8.GetString(got.Body.Span));
        }

        return texts;
    }

    public async Task PurgeAsync(string queue)
    {
        await using var channel = await _connection.CreateChannelAsync(cancellationToken: Token);
        await channel.QueuePurgeAsync(queue, Token);
    }

    /// <summary>How many messages wait in a queue; -1 where it is not there.</summary>
    public async Task<long> CountAsync(string queue)
    {
        await using var channel = await _connection.CreateChannelAsync(cancellationToken: Token);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue, Token)).MessageCount;
        }
        catch (OperationInterruptedException)
        {
            return -1;
        }
    }
}
