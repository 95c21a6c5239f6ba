using System.Threading.Channels;

namespace ReId.Ingest.Sources;

/// <summary>
/// A short queue of frames between two stages. When it is full the writer waits (footage) or the oldest frame is dropped
/// and counted (a camera, which does not wait). What nobody read is freed with the queue.
/// </summary>
internal sealed class FrameQueue : IDisposable
{
    private readonly Channel<Frame> _channel;
    private long _dropped;

    public FrameQueue(int capacity, bool dropOldest) =>
        _channel = Channel.CreateBounded<Frame>(
            new BoundedChannelOptions(capacity)
            {
                FullMode = dropOldest ? BoundedChannelFullMode.DropOldest : BoundedChannelFullMode.Wait,
            },
            Drop);

    /// <summary>Frames dropped so far.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Hands a frame over, waiting for room where the queue does not drop; frees it when that fails.</summary>
    public async ValueTask WriteAsync(Frame frame, CancellationToken cancellationToken)
    {
        try
        {
            await _channel.Writer.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            frame.Dispose();
            throw;
        }
    }

    /// <summary>Hands a frame over without waiting; frees it when the queue is closed.</summary>
    public void Push(Frame frame)
    {
        if (!_channel.Writer.TryWrite(frame))
        {
            frame.Dispose();
        }
    }

    public void Complete() => _channel.Writer.TryComplete();

    public IAsyncEnumerable<Frame> ReadAllAsync(CancellationToken cancellationToken) => _channel.Reader.ReadAllAsync(cancellationToken);

    public void Dispose()
    {
        _channel.Writer.TryComplete();
        while (_channel.Reader.TryRead(out var left))
        {
            left.Dispose();
        }
    }

    private void Drop(Frame frame)
    {
        frame.Dispose();
        Interlocked.Increment(ref _dropped);
    }
}
