using System.Text.Json;
using System.Threading.Channels;
using ReId.Search.Endpoints.Reading;

namespace ReId.Search.Events;

/// <summary>Something that happened, as it goes over the wire.</summary>
/// <param name="Number">Rises by one with each.</param>
/// <param name="Type"><c>crop</c>, <c>hit</c>, <c>identity</c> or <c>clustering</c>.</param>
/// <param name="Camera">Camera of the crop; empty where there is none.</param>
/// <param name="Data">JSON on one line.</param>
internal sealed record FeedEvent(long Number, string Type, string Camera, string Data);

/// <summary>The newest events, for whoever listens and for whoever comes back.</summary>
internal sealed class EventFeed
{
    /// <summary>How many are kept for listeners that come back.</summary>
    public const int Kept = 1000;

    // A listener that is this far behind is cut off; it comes back and reads what it missed.
    private const int ListenerCapacity = 256;

    private readonly Lock _gate = new();
    private readonly Queue<FeedEvent> _recent = new();
    private readonly HashSet<Channel<FeedEvent>> _listeners = [];
    private long _last;

    /// <summary>Tells this run's numbers from those of an earlier one.</summary>
    public string Epoch { get; } = Guid.NewGuid().ToString("N")[..8];

    public void Publish(string type, string camera, object data)
    {
        var json = JsonSerializer.Serialize(data, JsonReading.Options);
        lock (_gate)
        {
            var happened = new FeedEvent(++_last, type, camera, json);
            _recent.Enqueue(happened);
            if (_recent.Count > Kept)
            {
                _recent.Dequeue();
            }

            foreach (var listener in _listeners)
            {
                if (!listener.Writer.TryWrite(happened))
                {
                    listener.Writer.TryComplete();
                }
            }
        }
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="lastId">Id of the last event that was received; null to begin with the next.</param>
    /// <returns>What is to come, what was missed, and whether more was missed than is kept.</returns>
    public (Channel<FeedEvent> Coming, IReadOnlyList<FeedEvent> Missed, bool Gap) Listen(string? lastId)
    {
        var channel = Channel.CreateBounded<FeedEvent>(ListenerCapacity);
        lock (_gate)
        {
            _listeners.Add(channel);
            if (lastId is null)
            {
                return (channel, [], false);
            }

            var parts = lastId.Split('-');
            if (parts.Length != 2 || parts[0] != Epoch || !long.TryParse(parts[1], out var last) || last > _last || last < 0)
            {
                return (channel, [], true);
            }

            var oldest = _recent.TryPeek(out var first) ? first.Number : _last + 1;
            return (channel, [.. _recent.Where(happened => happened.Number > last)], last + 1 < oldest);
        }
    }

    public void Leave(Channel<FeedEvent> channel)
    {
        lock (_gate)
        {
            _listeners.Remove(channel);
        }
    }

    /// <summary>Lets go of what is kept for those who come back: crops of it may have been erased. They are told to read anew.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _recent.Clear();
        }
    }

    public string IdOf(FeedEvent happened) => $"{Epoch}-{happened.Number}";
}
