using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using ReId.Contracts;

namespace ReId.Ingest.Sources.Live;

/// <summary>
/// A camera that is opened again, for ever, whenever it fails. Frames are timed as they arrive; when the reader is slow
/// the oldest are dropped and counted.
/// </summary>
internal sealed class LiveSource(
    CameraAddress address, string camera, FrameSourceOptions options, ILogger logger, Func<ILiveCapture?>? open = null,
    TimeProvider? time = null, Random? random = null) : IFrameSource
{
    private const double AssumedRate = 25;
    private const int HungAtOnce = 3;
    private static readonly TimeSpan s_watch = TimeSpan.FromMilliseconds(200);

    private readonly LiveOptions _live = options.Live;
    private readonly TimeProvider _clock = time ?? TimeProvider.System;
    private readonly FrameQueue _queue = new(2, dropOldest: true);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _warnings = [];
    private readonly PictureMemory _memory = new();
    private readonly List<Task> _threads = [];
    private readonly FrameSampler _sampler = new(options.Fps);
    private DateTimeOffset _started;
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private DateTimeOffset _changed;
    private TimeSpan _freezePatience = options.Live.FreezeTimeout;
    private long _number = -1;
    private int _skipped;

    public string Camera { get; } = camera;

    public bool IsSequence => true;

    public bool IsLive => true;

    public TimeSpan Interval => options.IntervalAt(AssumedRate);

    public long? ExpectedFrames => null;

    public int Skipped => Volatile.Read(ref _skipped);

    public long Dropped => _queue.Dropped;

    public int Reconnects { get; private set; }

    public string State { get; private set; } = "connecting";

    public IReadOnlyList<string> Warnings => _warnings;

    public void Stop() => _stop.Cancel();

    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        _started = _clock.GetUtcNow();
        var supervising = Task.Run(() => SuperviseAsync(ending.Token), CancellationToken.None);
        try
        {
            await foreach (var frame in _queue.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return frame;
            }
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);

            // The camera is let go of before the source ends, unless a native call hangs.
            var released = supervising.ContinueWith(
                _ => Task.WhenAll(_threads), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();
            await Task.WhenAny(released, Task.Delay(_live.StallTimeout, CancellationToken.None)).ConfigureAwait(false);
            _queue.Dispose();
        }

        await supervising.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _queue.Dispose();
    }

    private async Task SuperviseAsync(CancellationToken cancellationToken)
    {
        var backoff = new Backoff(_live.FirstDelay, _live.MaxDelay, random ?? Random.Shared);
        try
        {
            while (true)
            {
                var session = new CaptureSession(open ?? (() => OpenCvCapture.Open(address, _live.StallTimeout)), OnGrabbed, _clock);
                _threads.Add(session.Returned);
                var reason = await WatchAsync(session, cancellationToken).ConfigureAwait(false);
                if (session.Frames > 0)
                {
                    backoff.Reset();
                }

                var delay = backoff.Next();
                if (backoff.Failures >= _live.MaxAttempts)
                {
                    throw new ReIdException(
                        $"{address.Shown} was given up after {backoff.Failures} attempt(s): {reason}. Check that the camera is on and the address, user and password are right.");
                }

                State = $"{reason}, again in {delay.TotalSeconds:0.#} s";
                IngestLog.CameraLost(logger, Camera, address.Shown, reason, delay.TotalSeconds, backoff.Failures);
                await Task.Delay(delay, _clock, cancellationToken).ConfigureAwait(false);

                // A call that never returns keeps its thread: more than a few of them would be a leak.
                _threads.RemoveAll(thread => thread.IsCompleted);
                while (_threads.Count >= HungAtOnce)
                {
                    await Task.WhenAny(_threads).WaitAsync(cancellationToken).ConfigureAwait(false);
                    _threads.RemoveAll(thread => thread.IsCompleted);
                }

                Reconnects++;
            }
        }
        catch (OperationCanceledException)
        {
            State = "stopped";
        }
        finally
        {
            _queue.Complete();
        }
    }

    /// <summary>Waits until the session ends or falls silent.</summary>
    private async Task<string> WatchAsync(CaptureSession session, CancellationToken cancellationToken)
    {
        // OpenCV's own timeouts come first; this is for calls that know none.
        var patience = _live.StallTimeout + _live.StallTimeout;
        try
        {
            while (!session.Ended.IsCompleted)
            {
                await Task.WhenAny(session.Ended, Task.Delay(s_watch, _clock, cancellationToken)).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                if (session.Silence > patience)
                {
                    return $"it gave no frame for {session.Silence.TotalSeconds:0} s and does not answer";
                }
            }

            return await session.Ended.ConfigureAwait(false);
        }
        finally
        {
            session.Abandon();
        }
    }

    /// <summary>On the session's thread, after every frame.</summary>
    private void OnGrabbed(ILiveCapture capture, CaptureSession session)
    {
        if (session.IsAbandoned)
        {
            return;
        }

        var number = ++_number;
        var now = _clock.GetUtcNow();
        now = now > _last ? now : _last + TimeSpan.FromTicks(1);
        _last = now;
        if (session.Frames == 1)
        {
            _changed = now;
            State = "connected";
            IngestLog.CameraConnected(logger, Camera, address.Shown);
        }

        if (!_sampler.Keep(now - _started))
        {
            return;
        }

        if (capture.Retrieve() is not { } image)
        {
            Interlocked.Increment(ref _skipped);
            return;
        }

        if (!_memory.IsSame(image))
        {
            _changed = now;
            _freezePatience = _live.FreezeTimeout;
        }
        else if (now - _changed > _freezePatience)
        {
            var seconds = (now - _changed).TotalSeconds;

            // Some scenes are as still as that, a covered lens say: so less often each time.
            _freezePatience = TimeSpan.FromSeconds(Math.Min(3600, _freezePatience.TotalSeconds * 2));
            session.End($"it shows the very same picture for {seconds:0} s");
        }

        _queue.Push(new Frame(Camera, number, now, image));
    }
}
