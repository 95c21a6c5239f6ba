using ReId.Contracts;

namespace ReId.Ingest.Sources.Live;

/// <summary>
/// One connection to a camera, on a thread of its own, because native calls may block for ever. Whoever abandons it
/// hears no more of it; the thread frees the camera when the call returns.
/// </summary>
internal sealed class CaptureSession
{
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _returned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<ILiveCapture?> _open;
    private readonly Action<ILiveCapture, CaptureSession> _grabbed;
    private readonly TimeProvider _clock;
    private long _lastSign;
    private volatile bool _abandoned;

    public CaptureSession(Func<ILiveCapture?> open, Action<ILiveCapture, CaptureSession> grabbed, TimeProvider clock)
    {
        _open = open;
        _grabbed = grabbed;
        _clock = clock;
        _lastSign = clock.GetTimestamp();
        new Thread(Run) { IsBackground = true, Name = "reid camera" }.Start();
    }

    /// <summary>Completes with the reason when the stream ends by itself.</summary>
    public Task<string> Ended => _ended.Task;

    /// <summary>Completes when the thread let go of the camera.</summary>
    public Task Returned => _returned.Task;

    public bool IsAbandoned => _abandoned;

    /// <summary>Frames grabbed.</summary>
    public long Frames { get; private set; }

    /// <summary>Time since the camera gave a sign of life.</summary>
    public TimeSpan Silence => _clock.GetElapsedTime(Interlocked.Read(ref _lastSign));

    public void Abandon() => _abandoned = true;

    /// <summary>Ends the session from within, for a reason that the reader found.</summary>
    public void End(string reason)
    {
        _abandoned = true;
        _ended.TrySetResult(reason);
    }

    private void Run()
    {
        try
        {
            using var capture = _open();
            if (capture is null)
            {
                _ended.TrySetResult("it cannot be opened");
                return;
            }

            while (!_abandoned && capture.Grab())
            {
                Interlocked.Exchange(ref _lastSign, _clock.GetTimestamp());
                Frames++;
                _grabbed(capture, this);
            }

            _ended.TrySetResult(Frames == 0 ? "it answers, but sends no frame" : "it stopped sending frames");
        }
        catch (Exception e) when (e is ReIdException or OpenCvSharp.OpenCVException or InvalidOperationException)
        {
            _ended.TrySetResult(e.Message.TrimEnd('.'));
        }
        finally
        {
            _returned.TrySetResult();
        }
    }
}
