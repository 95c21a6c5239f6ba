using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using ReId.Contracts;
using ReId.Ingest.Cropping;
using ReId.Ingest.Detection;
using ReId.Ingest.Publishing;
using ReId.Ingest.Sources;
using ReId.Ingest.Tracking;

namespace ReId.Ingest.Pipeline;

/// <summary>
/// One run over one source: decoding, the search for people, and publishing are three tasks with short queues between
/// them. The detector uses every core by itself, so more than one frame at a time would gain nothing and cost memory.
/// </summary>
internal sealed class IngestRun(
    IFrameSource source, IngestOptions options, IPersonDetector detector, TrackerCatalog trackers, ICropPublisher publisher,
    IProgress<IngestProgress>? progress, IngestMetrics? metrics = null)
{
    private const int FramesAhead = 4;
    private const int CropsAhead = 32;

    // Somebody who walks leaves their own box in half a second.
    private static readonly TimeSpan s_sparse = TimeSpan.FromSeconds(0.5);

    private readonly StageClock _decode = new();
    private readonly StageClock _publish = new();
    private readonly PeopleFinder _finder = new(source, options, detector, trackers);
    private readonly FrameQueue _ahead = new(FramesAhead, dropOldest: source.IsLive);
    private readonly IngestMetrics.Camera? _metrics = metrics?.For(source.Camera);
    private ExceptionDispatchInfo? _sourceFailure;
    private long _frames;
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
            _finder.Dispose();
        }

        // Only now, when everything that the source gave before it failed is published.
        _sourceFailure?.Throw();

        return new IngestReport
        {
            Camera = source.Camera,
            Frames = _frames,
            Detections = _finder.People,
            Tracklets = _finder.Tracklets,
            Crops = _published,
            Skipped = source.Skipped,
            Still = _finder.Still,
            Dropped = _ahead.Dropped + source.Dropped,
            Reconnects = source.Reconnects,
            Warnings = [.. source.Warnings, .. _finder.Warnings, .. detector.Warnings, .. NothingPublished()],
            Timings = new IngestTimings(
                _decode.Elapsed, _finder.Gating.Elapsed, _finder.Detecting.Elapsed, _finder.Tracking.Elapsed, _finder.Cropping.Elapsed,
                _publish.Elapsed, Stopwatch.GetElapsedTime(start)),
        };
    }

    /// <summary>People without crops look like an empty scene to whoever reads only the numbers.</summary>
    private IEnumerable<string> NothingPublished()
    {
        if (_finder.People == 0 || _published > 0)
        {
            yield break;
        }

        var tracking = options.Tracking;
        var advice = source.Interval >= s_sparse
            ? $"at one frame every {source.Interval.TotalSeconds:0.##} s people move too far from one to the next, so look at more frames per second."
            : "they are taken for false alarms.";
        yield return $"{source.Camera} gave {_finder.People} detections but no crops, because nobody was followed over "
            + $"{tracking.MinHits} frames and found with a score of {detector.Scores.Confirm:0.##}: {advice}";
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
                await SendAsync(Find(frame), crops, cancellationToken).ConfigureAwait(false);
            }

            Report();
        }

        await SendAsync(_finder.Finish(), crops, cancellationToken).ConfigureAwait(false);
        crops.Complete();
    }

    private List<CapturedCrop> Find(Frame frame)
    {
        var still = _finder.Still;
        var ready = _finder.Next(frame);
        _frames++;
        _metrics?.Frame(_finder.Still > still, _ahead.Dropped + source.Dropped);
        return ready;
    }

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
        source.Camera, Interlocked.Read(ref _frames), source.ExpectedFrames, _finder.People, Volatile.Read(ref _published)));
}
