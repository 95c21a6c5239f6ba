using System.Diagnostics;
using System.Runtime.CompilerServices;
using ReId.Ingest.Sources;

namespace ReId.Benchmarks.Ingestion;

/// <summary>
/// Footage that plays at its own speed as a camera does, and the processor time of this process while it plays, after a
/// time to warm up. The first frame is dated long before the others: the motion gate holds itself open for a while
/// after it, and an empty scene is one where that while is over.
/// </summary>
internal sealed class PacedSource(IFrameSource footage, TimeSpan warmUp) : IFrameSource
{
    private static readonly TimeSpan s_longAgo = TimeSpan.FromSeconds(10);

    public string Camera => footage.Camera;

    public bool IsSequence => footage.IsSequence;

    public bool IsLive => true;

    public TimeSpan Interval => footage.Interval;

    public long? ExpectedFrames => null;

    public int Skipped => footage.Skipped;

    public IReadOnlyList<string> Warnings => footage.Warnings;

    /// <summary>Processor seconds per second: 1 is one core kept busy.</summary>
    public double ShareOfCore { get; private set; }

    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        DateTimeOffset? first = null;
        var end = TimeSpan.Zero;
        (TimeSpan Wall, TimeSpan Processor)? began = null;
        await foreach (var frame in footage.ReadAsync(cancellationToken))
        {
            var due = frame.Timestamp - (first ??= frame.Timestamp);
            await WaitAsync(clock, due, cancellationToken);
            if (due >= warmUp)
            {
                began ??= (clock.Elapsed, Processor());
            }

            end = due + Interval;
            yield return due > TimeSpan.Zero ? frame : new Frame(frame.Camera, frame.Number, frame.Timestamp - s_longAgo, frame.Image);
        }

        // The last frame lasts as long as the others.
        await WaitAsync(clock, end, cancellationToken);
        var (wall, processor) = began ?? throw new InvalidOperationException("the footage is shorter than the warm-up");
        ShareOfCore = (Processor() - processor) / (clock.Elapsed - wall);
    }

    public void Dispose() => footage.Dispose();

    private static async Task WaitAsync(Stopwatch clock, TimeSpan due, CancellationToken cancellationToken)
    {
        if (due - clock.Elapsed is { Ticks: > 0 } early)
        {
            await Task.Delay(early, cancellationToken);
        }
    }

    private static TimeSpan Processor()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
