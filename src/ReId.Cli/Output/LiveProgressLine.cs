using System.Collections.Concurrent;
using System.Diagnostics;
using ReId.Ingest.Pipeline;
using ReId.Ingest.Sources;

namespace ReId.Cli.Output;

/// <summary>The progress of all cameras in one line, with the state of those that do not send.</summary>
internal sealed class LiveProgressLine : IProgress<IngestProgress>, IDisposable
{
    private static readonly TimeSpan s_refresh = TimeSpan.FromSeconds(0.5);

    private readonly IReadOnlyList<IFrameSource> _sources;
    private readonly ConcurrentDictionary<string, IngestProgress> _states = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly ProgressLine _line;
    private readonly Timer _timer;

    public LiveProgressLine(IReadOnlyList<IFrameSource> sources)
    {
        _sources = sources;
        _line = new ProgressLine(sources.Count == 1 ? sources[0].Camera : $"{sources.Count} cameras");
        _timer = new Timer(_ => Show(), null, s_refresh, s_refresh);
    }

    public void Report(IngestProgress value) => _states[value.Camera] = value;

    public void Dispose()
    {
        _timer.Dispose();
        _line.Dispose();
    }

    private void Show()
    {
        var frames = _states.Values.Sum(state => state.Frames);
        var troubles = string.Concat(_sources.Where(source => source.State is not (null or "connected"))
            .Select(source => $"; {source.Camera}: {source.State}"));
        _line.Show(
            frames, null, frames / Stopwatch.GetElapsedTime(_start).TotalSeconds,
            $"frames, {_sources.Sum(source => source.Dropped)} dropped, {_states.Values.Sum(state => state.Detections)} people, "
            + $"{_states.Values.Sum(state => (long)state.Crops)} crops{troubles}", null);
    }
}
