using ReId.Ingest.Tests.Support;
using ReId.Testing;

namespace ReId.Ingest.Tests.Pipeline;

/// <summary>Few frames per second must not turn people into false alarms without a word.</summary>
public sealed class SparseFramesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CollectingPublisher _published = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(1)]
    public async Task Somebody_who_stays_is_one_tracklet_although_a_frame_misses_them(double fps)
    {
        var video = Footage.Video(_folder.File("a.avi"), 300, 5, brighter: 0);

        var report = await ScriptedRun.RunAsync(video, fps, frame => frame == 2 ? [] : [ScriptedDetector.Person(20)], _published);

        Assert.Equal(60 * fps, report.Frames);
        Assert.Equal(1, report.Tracklets);
        Assert.NotEmpty(_published.Crops);
        Assert.Empty(report.Warnings);
    }

    [Theory]
    [InlineData(0.5, "more frames per second")]
    [InlineData(5.0, "false alarms")]
    public async Task People_without_crops_are_a_warning_with_advice(double fps, string advice)
    {
        var video = Footage.Video(_folder.File("yard.avi"), 50, 5);

        var report = await ScriptedRun.RunAsync(video, fps, _ => [ScriptedDetector.Person(20, score: 0.5f)], _published);

        Assert.Equal((report.Frames, 0, 0), (report.Detections, report.Tracklets, report.Crops));
        var warning = Assert.Single(report.Warnings);
        Assert.StartsWith($"yard gave {report.Detections} detections but no crops", warning);
        Assert.Contains(advice, warning);
    }

    [Fact]
    public async Task An_empty_scene_is_no_warning()
    {
        var report = await ScriptedRun.RunAsync(Footage.Video(_folder.File("a.avi"), 10, 5), 0.5, _ => [], _published);

        Assert.Empty(report.Warnings);
    }
}
