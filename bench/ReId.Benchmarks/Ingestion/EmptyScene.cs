using Microsoft.Extensions.DependencyInjection;
using ReId.Ingest;
using ReId.Ingest.Cropping;
using ReId.Ingest.Pipeline;
using ReId.Ingest.Publishing;
using ReId.Ingest.Sources;

namespace ReId.Benchmarks.Ingestion;

/// <summary>What a camera costs that shows nobody.</summary>
internal static class EmptyScene
{
    private const string Share = "share of a core";
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(3);

    /// <summary>Plays a video through the ingestion as a camera would.</summary>
    /// <param name="video">Path of the video; 3 s more than shall be measured.</param>
    /// <param name="fps">Frames per second to look at; null for all.</param>
    /// <param name="gate">Motion gate on or off; null for decoding alone, without the rest of the ingestion.</param>
    /// <returns>Numbers by name; frames count those of the warm-up too.</returns>
    public static async Task<Dictionary<string, double>> MeasureAsync(string video, double? fps, bool? gate)
    {
        using var source = new PacedSource(FrameSources.Open(video, new FrameSourceOptions { Fps = fps }), s_warmUp);
        if (gate is null)
        {
            await foreach (var frame in source.ReadAsync(CancellationToken.None))
            {
                frame.Dispose();
            }

            return new() { [Share] = source.ShareOfCore };
        }

        using var services = new ServiceCollection()
            .AddLogging().AddSingleton<ICropPublisher, NobodyListens>().AddReIdIngest().BuildServiceProvider();
        var report = await services.GetRequiredService<IngestPipeline>().RunAsync(
            source, new IngestOptions { MotionGate = gate }, null, CancellationToken.None);
        var values = new Dictionary<string, double>
        {
            [Share] = source.ShareOfCore,
            ["frames looked at"] = report.Frames,
            ["by the detector"] = report.Frames - report.Still,
            ["dropped"] = report.Dropped,
        };
        if (gate.Value)
        {
            values["ms a frame in the gate"] = report.Timings.Gate.TotalMilliseconds / report.Frames;
        }

        return values;
    }

    private sealed class NobodyListens : ICropPublisher
    {
        public Task PublishAsync(CapturedCrop crop, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
