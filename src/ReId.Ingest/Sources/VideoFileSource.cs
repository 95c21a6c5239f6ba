using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using OpenCvSharp;
using ReId.Contracts;

namespace ReId.Ingest.Sources;

/// <summary>A video file; frames that sampling leaves out are stepped over without converting their pixels.</summary>
internal sealed class VideoFileSource : IFrameSource
{
    private const double FallbackRate = 25;

    private readonly VideoCapture _capture;
    private readonly string _path;
    private readonly FrameSourceOptions _options;
    private readonly ILogger _logger;
    private readonly List<string> _warnings = [];
    private readonly double _rate;
    private readonly long _announced;
    private long _grabbed;
    private TimeSpan _position = TimeSpan.FromTicks(-1);

    private VideoFileSource(VideoCapture capture, string path, string camera, FrameSourceOptions options, ILogger logger)
    {
        _capture = capture;
        _path = path;
        _options = options;
        _logger = logger;
        Camera = camera;
        _rate = capture.Fps is > 0 and < 1000 and var rate ? rate : FallbackRate;
        _announced = Math.Max(0, capture.FrameCount);
    }

    public string Camera { get; }

    public bool IsSequence => true;

    public TimeSpan Interval => _options.IntervalAt(_rate);

    public long? ExpectedFrames => _announced == 0
        ? null
        : _options.Fps is { } fps && fps < _rate ? (long)Math.Ceiling(_announced * fps / _rate) : _announced;

    public int Skipped { get; private set; }

    public IReadOnlyList<string> Warnings => _warnings;

    public static VideoFileSource Open(string path, string camera, FrameSourceOptions options, ILogger logger)
    {
        var capture = new VideoCapture(path);
        if (!capture.IsOpened())
        {
            capture.Dispose();
            throw NotAVideo(path);
        }

        return new VideoFileSource(capture, path, camera, options, logger);
    }

    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = _options.Start ?? EstimateStart();
        var sampler = new FrameSampler(_options.Fps);
        var decoded = 0L;

        // Grabbing and decoding block; a pool thread does them, so that the reader's own thread stays free.
        while (await Task.Run(() => Next(sampler, cancellationToken), cancellationToken).ConfigureAwait(false) is { } image)
        {
            decoded++;
            yield return new Frame(Camera, _grabbed - 1, start + _position, image);
        }

        if (decoded == 0)
        {
            throw NotAVideo(_path);
        }

        WarnIfShort();
    }

    public void Dispose() => _capture.Dispose();

    private Mat? Next(FrameSampler sampler, CancellationToken cancellationToken)
    {
        while (_capture.Grab())
        {
            cancellationToken.ThrowIfCancellationRequested();
            _position = Position();
            _grabbed++;
            if (!sampler.Keep(_position))
            {
                continue;
            }

            var image = new Mat();
            if (_capture.Retrieve(image) && !image.Empty())
            {
                return image;
            }

            image.Dispose();
            Skipped++;
            IngestLog.FrameSkipped(_logger, _path, _grabbed - 1);
        }

        return null;
    }

    /// <summary>The container's time stamp, or, where it has none or goes back, the frame's number over the rate.</summary>
    private TimeSpan Position()
    {
        var stamp = TimeSpan.FromMilliseconds(Math.Max(0, _capture.Get(VideoCaptureProperties.PosMsec)));
        return stamp > _position ? stamp : Later(TimeSpan.FromSeconds(_grabbed / _rate), _position + TimeSpan.FromSeconds(1 / _rate));
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private DateTimeOffset EstimateStart() =>
        new DateTimeOffset(File.GetLastWriteTimeUtc(_path), TimeSpan.Zero) - TimeSpan.FromSeconds(_announced / _rate);

    private void WarnIfShort()
    {
        // Some containers only estimate their length, so a frame or two are no news.
        if (_announced - _grabbed > Math.Max(2, _announced / 100))
        {
            _warnings.Add($"{_path} is truncated: its container announces {_announced} frames, {_grabbed} could be read.");
            IngestLog.VideoTruncated(_logger, _path, _announced, _grabbed);
        }

        if (Skipped > 0)
        {
            _warnings.Add($"{Skipped} frame(s) of {_path} did not decode and were skipped.");
        }
    }

    private static ReIdException NotAVideo(string path) =>
        new($"{path} is not a video that can be decoded: a whole AVI, MP4, MKV or MOV file would do.");
}
