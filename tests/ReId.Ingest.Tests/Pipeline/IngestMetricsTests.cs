using Microsoft.Extensions.DependencyInjection;
using OpenCvSharp;
using ReId.Ingest.Pipeline;
using ReId.Ingest.Publishing;
using ReId.Ingest.Sources;
using ReId.Ingest.Tests.Support;
using ReId.Testing;

namespace ReId.Ingest.Tests.Pipeline;

/// <summary>What the meter says is what the report says, by camera.</summary>
public sealed class IngestMetricsTests : IDisposable
{
    private const int Frames = 60;
    private const int Lost = 7;

    private readonly HeardMetrics _heard = new();
    private readonly CollectingPublisher _published = new();

    public void Dispose() => _heard.Dispose();

    [Fact]
    public async Task Frames_and_crops_of_footage_are_counted_and_none_is_dropped()
    {
        using var source = new MadeSource(Frames, _ => Scene());

        var report = await RunAsync(source, gate: false, () => true);

        Assert.Equal(((long)Frames, 0L, 0L), (Count("frames"), Count("frames.dropped"), Count("frames.still")));
        Assert.True(report.Crops > 0);
        Assert.Equal(report.Crops, Count("crops"));
        Assert.Equal(_published.Crops.Count, Count("crops"));
        Assert.Equal(0, _heard.Of("reid.ingest.frames", "another").Sum());
    }

    [Fact]
    public async Task Frames_that_a_camera_lost_before_and_behind_the_queue_are_counted_once()
    {
        // Nobody is looked for until the last picture is made.
        using var last = new ManualResetEventSlim();
        using var source = new MadeSource(
            Frames,
            number =>
            {
                if (number == Frames - 1)
                {
                    last.Set();
                }

                return Scene();
            },
            live: true,
            dropped: Lost);

        var report = await RunAsync(source, gate: false, () => last.Wait(TimeSpan.FromMinutes(1)));

        Assert.Equal(Frames, report.Frames + report.Dropped - Lost);
        Assert.InRange(report.Dropped, Lost + (Frames / 2), Lost + Frames);
        Assert.Equal((report.Frames, report.Dropped), (Count("frames"), Count("frames.dropped")));
    }

    [Fact]
    public async Task Frames_without_motion_are_counted()
    {
        using var source = new MadeSource(Frames, _ => Scene());

        var report = await RunAsync(source, gate: true, () => false);

        Assert.InRange(report.Still, 1, Frames - 1);
        Assert.Equal(((long)Frames, report.Still), (Count("frames"), Count("frames.still")));
        Assert.Equal(0, Count("crops"));
    }

    private long Count(string name) => (long)_heard.Of($"reid.ingest.{name}", "made").Sum();

    private async Task<IngestReport> RunAsync(IFrameSource source, bool gate, Func<bool> somebody)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<ICropPublisher>(_published)
            .AddReIdIngest()
            .AddPersonDetector("scripted", _ => new ScriptedDetector(_ => somebody() ? [ScriptedDetector.Person(20)] : []))
            .BuildServiceProvider();
        return await services.GetRequiredService<IngestPipeline>().RunAsync(
            source, new IngestOptions { Detector = "scripted", MotionGate = gate }, null, TestContext.Current.CancellationToken);
    }

    private static Mat Scene() => new(48, 64, MatType.CV_8UC3, Scalar.All(100));
}
