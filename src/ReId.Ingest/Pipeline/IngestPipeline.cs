using Microsoft.Extensions.Logging;
using ReId.Contracts;
using ReId.Ingest.Detection;
using ReId.Ingest.Publishing;
using ReId.Ingest.Sources;
using ReId.Ingest.Tracking;

namespace ReId.Ingest.Pipeline;

/// <summary>
/// Takes one source from frames to published crops. Several cameras are several calls, which may run at the same time.
/// </summary>
public sealed class IngestPipeline
{
    private readonly PersonDetectorCatalog _detectors;
    private readonly TrackerCatalog _trackers;
    private readonly ICropPublisher _publisher;
    private readonly ILogger<IngestPipeline> _logger;
    private readonly IngestMetrics? _metrics;

    /// <summary>Creates the pipeline.</summary>
    /// <param name="detectors">Detectors to choose from.</param>
    /// <param name="trackers">Trackers to choose from.</param>
    /// <param name="publisher">Where crops go.</param>
    /// <param name="logger">Told what each source gave.</param>
    /// <param name="metrics">Counts what happens; null where nobody measures.</param>
    public IngestPipeline(
        PersonDetectorCatalog detectors, TrackerCatalog trackers, ICropPublisher publisher, ILogger<IngestPipeline> logger,
        IngestMetrics? metrics = null)
    {
        _detectors = detectors;
        _trackers = trackers;
        _publisher = publisher;
        _logger = logger;
        _metrics = metrics;
    }

    /// <summary>Reads a source to its end.</summary>
    /// <param name="source">The source; it stays the caller's to dispose.</param>
    /// <param name="options">How to ingest it; null for the defaults.</param>
    /// <param name="progress">Told after every frame, from pool threads.</param>
    /// <param name="cancellationToken">Stops between frames; crops published so far stay published.</param>
    /// <exception cref="ReIdException">The source or an option is unusable; the message says how.</exception>
    public async Task<IngestReport> RunAsync(
        IFrameSource source, IngestOptions? options, IProgress<IngestProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new IngestOptions();
        options.Validate();
        using var detector = _detectors.Create(options.Detector, options.Detection);
        var run = new IngestRun(source, options, detector, _trackers, _publisher, progress, _metrics);
        var report = await run.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        IngestLog.Finished(
            _logger, report.Camera, report.Frames, report.Detections, report.Tracklets, report.Crops, report.Timings.Total.TotalSeconds);
        return report;
    }
}
