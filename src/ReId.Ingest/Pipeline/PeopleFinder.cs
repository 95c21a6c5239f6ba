using OpenCvSharp;
using ReId.Ingest.Cropping;
using ReId.Ingest.Detection;
using ReId.Ingest.Motion;
using ReId.Ingest.Sources;
using ReId.Ingest.Tracking;

namespace ReId.Ingest.Pipeline;

/// <summary>What becomes of one camera's frames: motion gate, detector, tracker, crops. Used by one thread at a time.</summary>
internal sealed class PeopleFinder : IDisposable
{
    // Of a camera that changes all the time the first changes tell enough.
    private const int ChangesTold = 10;

    private readonly IFrameSource _source;
    private readonly IngestOptions _options;
    private readonly IPersonDetector _detector;
    private readonly TrackerCatalog _trackers;
    private readonly CropCutter _cutter;
    private readonly MotionGate? _gate;
    private readonly List<string> _warnings = [];
    private ITracker _tracker;
    private Size? _size;

    public PeopleFinder(IFrameSource source, IngestOptions options, IPersonDetector detector, TrackerCatalog trackers)
    {
        _source = source;
        _options = options;
        _detector = detector;
        _trackers = trackers;
        _cutter = new CropCutter(options.Cropping);
        _tracker = NewTracker();
        _gate = source.IsSequence && detector.Searches && (options.MotionGate ?? source.IsLive) ? new MotionGate() : null;
    }

    public StageClock Gating { get; } = new();

    public StageClock Detecting { get; } = new();

    public StageClock Tracking { get; } = new();

    public StageClock Cropping { get; } = new();

    /// <summary>Frames that the gate kept from the detector.</summary>
    public long Still { get; private set; }

    /// <summary>People found, those left out that belong to nobody's tracklet.</summary>
    public long People { get; private set; }

    /// <summary>Tracklets that gave crops.</summary>
    public int Tracklets => _cutter.Tracklets;

    /// <summary>Changes of the picture's size, one sentence each.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The crops that are ready after this frame.</summary>
    public List<CapturedCrop> Next(Frame frame)
    {
        List<CapturedCrop> ready = [.. Resized(frame)];
        var open = _gate is null || Gating.Measure(() => _gate.IsOpen(frame.Image, frame.Timestamp));
        Still += open ? 0 : 1;

        // Behind a closed gate tracklets end as they do in front of an empty scene.
        var people = open ? Detecting.Measure(() => _detector.Detect(frame)) : [];
        var update = Tracking.Measure(() => _tracker.Update(
            frame.Timestamp, [.. people.Select(p => new Sighting(p.Box, Appearance.Of(frame.Image, p.Box.ToRect()), p.Score))]));
        var followed = update.Tracklets.Count(tracklet => tracklet is not null);
        People += followed;
        if (followed > 0)
        {
            _gate?.KeepOpen(frame.Timestamp);
        }

        ready.AddRange(Cropping.Measure<List<CapturedCrop>>(
            () => [.. _cutter.End(update.Ended), .. _cutter.Cut(frame, people, update.Tracklets)]));
        return ready;
    }

    /// <summary>The crops of the tracklets that are open at the end.</summary>
    public IReadOnlyList<CapturedCrop> Finish() => Cropping.Measure(() => _cutter.End(_tracker.Finish()));

    /// <inheritdoc/>
    public void Dispose() => _gate?.Dispose();

    /// <summary>A camera that changes its picture's size starts anew: old boxes mean other places now.</summary>
    private IReadOnlyList<CapturedCrop> Resized(Frame frame)
    {
        var size = frame.Image.Size();
        var before = _size;
        _size = size;
        if (!_source.IsSequence || before is not { } old || old == size)
        {
            return [];
        }

        if (_warnings.Count < ChangesTold)
        {
            _warnings.Add(
                $"{frame.Camera} changed from {old.Width}×{old.Height} to {size.Width}×{size.Height} at frame {frame.Number}: people are followed anew from there.");
        }

        var ready = Finish();
        _tracker = NewTracker();
        _gate?.Reset();
        return ready;
    }

    private ITracker NewTracker() => _source.IsSequence
        ? _trackers.Create(_options.Tracker, new TrackerSetup(_options.Tracking, _detector.Scores, _source.Interval))
        : new SeparateTracker(_detector.Scores);
}
