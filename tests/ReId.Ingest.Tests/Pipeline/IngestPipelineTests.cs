using Microsoft.Extensions.DependencyInjection;
using ReId.Contracts;
using ReId.Ingest.Cropping;
using ReId.Ingest.Detection;
using ReId.Ingest.Pipeline;
using ReId.Ingest.Publishing;
using ReId.Ingest.Sources;
using ReId.Ingest.Tests.Support;
using ReId.Testing;

namespace ReId.Ingest.Tests.Pipeline;

public sealed class IngestPipelineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CollectingPublisher _published = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_person_who_walks_through_a_video_is_a_tracklet_with_its_best_crops()
    {
        var reports = new List<IngestProgress>();
        using var source = FrameSources.Open(Footage.Video(_folder.File("cam 1.avi"), 40, 10));

        // One person in frames 5 to 34, a false alarm in frame 20.
        var report = await RunAsync(source, frame =>
            [.. frame is >= 5 and < 35 ? new[] { ScriptedDetector.Person(frame) } : [], .. frame == 20 ? new[] { ScriptedDetector.Person(50, 20) } : []],
            progress: new Recorder(reports));

        Assert.Equal(("cam 1", 40L, 31L, 1, 5), (report.Camera, report.Frames, report.Detections, report.Tracklets, report.Crops));
        Assert.Equal(5, _published.Crops.Count);
        Assert.Single(_published.Crops.Select(c => c.TrackletId).Distinct());
        Assert.Equal((40L, 5), (reports.Max(r => r.Frames), reports.Max(r => r.Crops)));
        Assert.Equal(40L, reports[0].ExpectedFrames);
        Assert.True(report.Timings.Total >= report.Timings.Detect && report.Timings.Decode > TimeSpan.Zero);
        var gaps = _published.Crops.Zip(_published.Crops.Skip(1), (a, b) => b.CapturedAt - a.CapturedAt);
        Assert.All(gaps, gap => Assert.True(gap > TimeSpan.FromSeconds(0.1), gap.ToString()));
    }

    [Fact]
    public async Task Each_picture_of_a_folder_is_a_tracklet_and_bad_ones_are_counted()
    {
        Footage.Image(_folder.File("1.png"));
        Footage.Image(_folder.File("2.png"));
        File.WriteAllText(_folder.File("3.png"), "no image");
        using var source = FrameSources.Open(_folder.Path);
        using var services = new ServiceCollection().AddLogging().AddSingleton<ICropPublisher>(_published).AddReIdIngest().BuildServiceProvider();

        var report = await services.GetRequiredService<IngestPipeline>().RunAsync(
            source, new IngestOptions { Detector = "none" }, null, TestContext.Current.CancellationToken);

        Assert.Equal((2L, 2L, 2, 2, 1), (report.Frames, report.Detections, report.Tracklets, report.Crops, report.Skipped));
        Assert.Contains("3.png", Assert.Single(report.Warnings));
        Assert.All(_published.Crops, c => Assert.Equal(new PixelBox(0, 0, 32, 64), c.Box));
    }

    [Fact]
    public async Task A_failing_publisher_is_what_the_caller_sees()
    {
        using var source = FrameSources.Open(Footage.Video(_folder.File("a.avi"), 60, 10));

        var error = await Assert.ThrowsAsync<ReIdException>(() => RunAsync(
            source, frame => [ScriptedDetector.Person(frame / 2)], new BrokenPublisher(),
            new IngestOptions { Detector = "scripted", Cropping = new CropOptions { LongTracklet = TimeSpan.FromSeconds(1) } }));

        Assert.Equal("the disk is full", error.Message);
    }

    [Fact]
    public async Task A_failing_detector_is_what_the_caller_sees()
    {
        using var source = FrameSources.Open(Footage.Video(_folder.File("a.avi"), 60, 10));

        var error = await Assert.ThrowsAsync<ReIdException>(() => RunAsync(
            source, frame => frame < 10 ? [] : throw new ReIdException("the weights are gone")));

        Assert.Equal("the weights are gone", error.Message);
    }

    [Fact]
    public async Task Cancelling_stops_every_stage_and_frees_every_frame()
    {
        using var source = FrameSources.Open(Footage.Video(_folder.File("a.avi"), 60, 10));
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(
            source,
            frame =>
            {
                if (frame == 5)
                {
                    stop.Cancel();
                }

                return [];
            },
            cancellationToken: stop.Token));
    }

    [Fact]
    public async Task Impossible_options_are_refused_before_anything_is_read()
    {
        using var source = FrameSources.Open(Footage.Image(_folder.File("1.png")));

        await Assert.ThrowsAsync<ReIdException>(() => RunAsync(
            source, _ => [], options: new IngestOptions { Detector = "scripted", Cropping = new CropOptions { PerTracklet = 0 } }));
        await Assert.ThrowsAsync<ReIdException>(() => RunAsync(source, _ => [], options: new IngestOptions { Detector = "nobody" }));
    }

    private async Task<IngestReport> RunAsync(
        IFrameSource source, Func<int, IReadOnlyList<PersonDetection>> script, ICropPublisher? publisher = null,
        IngestOptions? options = null, IProgress<IngestProgress>? progress = null, CancellationToken? cancellationToken = null)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(publisher ?? _published)
            .AddReIdIngest()
            .AddPersonDetector("scripted", _ => new ScriptedDetector(script))
            .BuildServiceProvider();
        return await services.GetRequiredService<IngestPipeline>().RunAsync(
            source, options ?? new IngestOptions { Detector = "scripted" }, progress,
            cancellationToken ?? TestContext.Current.CancellationToken);
    }

    private sealed class Recorder(List<IngestProgress> reports) : IProgress<IngestProgress>
    {
        public void Report(IngestProgress value)
        {
            lock (reports)
            {
                reports.Add(value);
            }
        }
    }

    private sealed class BrokenPublisher : ICropPublisher
    {
        public Task PublishAsync(CapturedCrop crop, CancellationToken cancellationToken) =>
            throw new ReIdException("the disk is full");
    }
}
