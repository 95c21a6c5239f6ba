using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReId.Contracts;
using ReId.Ingest.Pipeline;
using ReId.Search.Endpoints.Cameras;

namespace ReId.Cli.Hosting.Serving;

/// <summary>
/// Ingests the sources of a server: cameras beside each other for ever, footage one after the other. A source that fails
/// is said and left; the others and the server go on.
/// </summary>
internal sealed class SourceFeed(ServeOptions options, IngestPipeline pipeline, ILogger<SourceFeed> logger) : BackgroundService, ILiveSources
{
    private readonly ConcurrentDictionary<string, (long Frames, long Start, string? Ended)> _progress = new();

    public IReadOnlyList<LiveSourceState> States => [.. options.Sources.Select(StateOf)];

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // Cameras end with the frames that came; footage is cut off between two frames.
        foreach (var named in options.Sources)
        {
            named.Source.Stop();
        }

        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var cameras = options.Sources.Where(named => named.Source.IsLive).Select(named => RunAsync(named, stoppingToken)).ToArray();
        foreach (var footage in options.Sources.Where(named => !named.Source.IsLive))
        {
            await RunAsync(footage, stoppingToken).ConfigureAwait(false);
        }

        await Task.WhenAll(cameras).ConfigureAwait(false);
    }

    private async Task RunAsync(NamedSource named, CancellationToken cancellationToken)
    {
        var camera = named.Source.Camera;
        var start = Stopwatch.GetTimestamp();
        _progress[camera] = (0, start, null);
        try
        {
            var progress = new FrameCount(frames => _progress[camera] = (frames, start, null));
            var report = await pipeline.RunAsync(named.Source, options.Ingest, progress, cancellationToken).ConfigureAwait(false);
            _progress[camera] = (report.Frames, start, "ended");
            ServeLog.SourceEnded(logger, camera, report.Frames, report.Crops);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _progress[camera] = (0, start, "stopped");
        }
        catch (Exception failure)
        {
            _progress[camera] = (0, start, "failed");
            ServeLog.SourceFailed(logger, camera, failure is ReIdException ? failure.Message : $"{failure.GetType().Name}: {failure.Message}");
        }
        finally
        {
            named.Source.Dispose();
        }
    }

    private LiveSourceState StateOf(NamedSource named)
    {
        var source = named.Source;
        if (!_progress.TryGetValue(source.Camera, out var progress))
        {
            return new LiveSourceState(source.Camera, named.Shown, source.IsLive, "waiting", false, 0, 0);
        }

        var state = progress.Ended ?? source.State ?? "reading";
        var seconds = Math.Max(Stopwatch.GetElapsedTime(progress.Start).TotalSeconds, 1);
        return new LiveSourceState(
            source.Camera, named.Shown, source.IsLive, state, progress is { Ended: null, Frames: > 0 },
            progress.Ended is null ? Math.Round(progress.Frames / seconds, 2) : 0, source.Dropped);
    }

    private sealed class FrameCount(Action<long> tell) : IProgress<IngestProgress>
    {
        public void Report(IngestProgress value) => tell(value.Frames);
    }
}
