using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using OpenCvSharp;
using ReId.Contracts;
using ReId.Ingest.Cropping;
using ReId.Ingest.Detection;
using ReId.Ingest.Motion;
using ReId.Ingest.Publishing;
using ReId.Ingest.Sources;
using ReId.Ingest.Tracking;

namespace ReId.Ingest.Pipeline;

/// <summary>
/// One run over one source: decoding, the search for people, and publishing are three tasks with short queues between
/// them. The detector uses every core by itself, so more than one frame at a time would gain nothing and cost memory.
/// </summary>
internal sealed class IngestRun(
    IFrameSource source, IngestOptions options, IPersonDetector detector, ICropPublisher publisher,
    IProgress<IngestProgress>? progress, IngestMetrics? metrics = null)
{
    private const int FramesAhead = 4;
    private const int CropsAhead = 32;

    // Of a camera that changes all the time the first changes tell enough.
    private const int ChangesTold = 10;

    // Somebody who walks leaves their own box in half a second.
    private static readonly TimeSpan s_sparse = TimeSpan.FromSeconds(0.5);

    private readonly StageClock _decode = new();
    private readonly StageClock _detect = new();
    private readonly StageClock _track = new();
    private readonly StageClock _crop = new();
    private readonly StageClock _publish = new();
    private readonly CropCutter _cutter = new(options.Cropping);
    private readonly MotionGate? _gate = source.IsSequence && (options.MotionGate ?? source.IsLive) ? new MotionGate() : null;
    private readonly FrameQueue _ahead = new(FramesAhead, dropOldest: source.IsLive);
    private readonly List<string> _changes = [];
    private readonly IngestMetrics.Camera? _metrics = metrics?.For(source.Camera);
    private ITracker _tracker = NewTracker(source, options);
    private Size _size;
    private ExceptionDispatchInfo? _sourceFailure;
    private long _still;
    private long _frames;
    private long _detections;
    private int _published;

    public async Task<IngestReport> ExecuteAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var crops = Channel.CreateBounded<CapturedCrop>(new BoundedChannelOptions(CropsAhead) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await WhenAllOrFirstFailure(
                stop,
                Task.Run(() => DecodeAsync(stop.Token), CancellationToken.None),
                Task.Run(() => FindPeopleAsync(crops.Writer, stop.Token), CancellationToken.None),
                Task.Run(() => PublishAsync(crops.Reader, stop.Token), CancellationToken.None)).ConfigureAwait(false);
        }
        finally
        {
            _ahead.Dispose();
            _gate?.Dispose();
        }

        // Only now, when everything that the source gave before it failed is published.
        _sourceFailure?.Throw();

        return new IngestReport
        {
            Camera = source.Camera,
            Frames = _frames,
            Detections = _detections,
            Tracklets = _cutter.Tracklets,
            Crops = _published,
            Skipped = source.Skipped,
            Still = _still,
            Dropped = _ahead.Dropped + source.Dropped,
            Reconnects = source.Reconnects,
            Warnings = [.. source.Warnings, .. _changes, .. detector.Warnings, .. NothingPublished()],
            Timings = new IngestTimings(
                _decode.Elapsed, _detect.Elapsed, _track.Elapsed, _crop.Elapsed, _publish.Elapsed, Stopwatch.GetElapsedTime(start)),
        };
    }

    /// <summary>People without crops look like an empty scene to whoever reads only the numbers.</summary>
    private IEnumerable<string> NothingPublished()
    {
        if (_detections == 0 || _published > 0)
        {
            yield break;
        }

        var tracking = options.Tracking;
        var advice = source.Interval >= s_sparse
            ? $"at one frame every {source.Interval.TotalSeconds:0.##} s people move too far from one to the next, so look at more frames per second."
            : "they are taken for false alarms.";
        yield return $"{source.Camera} gave {_detections} detections but no crops, because nobody was followed over "
            + $"{tracking.MinHits} frames and found with a score of {tracking.MinBestScore:0.##}: {advice}";
    }

    /// <summary>One stage's failure stops the others; the caller sees that failure, not the cancellations it caused.</summary>
    private static async Task WhenAllOrFirstFailure(CancellationTokenSource stop, params Task[] stages)
    {
        var open = stages.ToList();
        Task? failed = null;
        while (open.Count > 0)
        {
            var done = await Task.WhenAny(open).ConfigureAwait(false);
            open.Remove(done);
            if (failed is null && !done.IsCompletedSuccessfully)
            {
                failed = done;
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }

        await (failed ?? Task.CompletedTask).ConfigureAwait(false);
    }

    private async Task DecodeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var reader = source.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await _decode.MeasureAsync(reader.MoveNextAsync).ConfigureAwait(false))
            {
                await _ahead.WriteAsync(reader.Current, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ReIdException e)
        {
            _sourceFailure = ExceptionDispatchInfo.Capture(e);
        }

        _ahead.Complete();
    }

    private async Task FindPeopleAsync(ChannelWriter<CapturedCrop> crops, CancellationToken cancellationToken)
    {
        await foreach (var frame in _ahead.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            using (frame)
            {
                await SendAsync(Process(frame), crops, cancellationToken).ConfigureAwait(false);
            }

            Report();
        }

        await SendAsync(_crop.Measure(() => _cutter.End(_tracker.Finish())), crops, cancellationToken).ConfigureAwait(false);
        crops.Complete();
    }

    private List<CapturedCrop> Process(Frame frame)
    {
        List<CapturedCrop> ready = [.. StartAnewIfResized(frame)];
        var still = _gate is not null && !_detect.Measure(() => _gate.IsOpen(frame.Image, frame.Timestamp));
        var people = still ? [] : _detect.Measure(() => detector.Detect(frame));
        if (people.Count > 0)
        {
            _gate?.KeepOpen(frame.Timestamp);
        }

        var update = _track.Measure(() => _tracker.Update(
            frame.Timestamp, [.. people.Select(p => new Sighting(p.Box, Appearance.Of(frame.Image, p.Box.ToRect()), p.Score))]));
        _frames++;
        _still += still ? 1 : 0;
        _detections += people.Count;
        _metrics?.Frame(still, _ahead.Dropped + source.Dropped);
        ready.AddRange(_crop.Measure<List<CapturedCrop>>(
            () => [.. _cutter.End(update.Ended), .. _cutter.Cut(frame, people, update.Tracklets)]));
        return ready;
    }

    /// <summary>Boxes of another picture size mean nothing: whoever was being followed is published, and all begins anew.</summary>
    private IReadOnlyList<CapturedCrop> StartAnewIfResized(Frame frame)
    {
        var before = _size;
        _size = frame.Image.Size();
        if (_size == before || before == default || !source.IsSequence)
        {
            return [];
        }

        if (_changes.Count < ChangesTold)
        {
            _changes.Add($"{source.Camera} changed from {before.Width}×{before.Height} to {_size.Width}×{_size.Height} at frame {frame.Number}: people are followed anew from there.");
        }

        var ready = _crop.Measure(() => _cutter.End(_tracker.Finish()));
        _tracker = NewTracker(source, options);
        _gate?.Reset();
        return ready;
    }

    private static ITracker NewTracker(IFrameSource source, IngestOptions options) =>
        source.IsSequence ? new IouTracker(options.Tracking, source.Interval) : new SeparateTracker();

    private static async Task SendAsync(
        IReadOnlyList<CapturedCrop> ready, ChannelWriter<CapturedCrop> crops, CancellationToken cancellationToken)
    {
        foreach (var crop in ready)
        {
            await crops.WriteAsync(crop, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PublishAsync(ChannelReader<CapturedCrop> crops, CancellationToken cancellationToken)
    {
        await foreach (var crop in crops.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            await _publish.MeasureAsync(async () =>
            {
                await publisher.PublishAsync(crop, cancellationToken).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
            Interlocked.Increment(ref _published);
            _metrics?.Crop();
        }

        Report();
    }

    private void Report() => progress?.Report(new IngestProgress(
        source.Camera, Interlocked.Read(ref _frames), source.ExpectedFrames, Interlocked.Read(ref _detections), Volatile.Read(ref _published)));
}
