using System.Diagnostics;
using ReId.Ingest.Pipeline;

namespace ReId.Cli.Output;

/// <summary>The progress of one camera's ingestion.</summary>
internal sealed class IngestProgressLine(string camera) : IProgress<IngestProgress>, IDisposable
{
    private readonly ProgressLine _line = new(camera);
    private readonly long _start = Stopwatch.GetTimestamp();

    public void Report(IngestProgress value)
    {
        var elapsed = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        var rate = value.Frames / Math.Max(elapsed, 1e-9);
        TimeSpan? left = value.ExpectedFrames is { } expected && rate > 0
            ? TimeSpan.FromSeconds(Math.Max(0, expected - value.Frames) / rate)
            : null;
        _line.Show(value.Frames, value.ExpectedFrames, rate, $"frames, {value.Detections} people, {value.Crops} crops", left);
    }

    public void Dispose() => _line.Dispose();
}
