using ReId.Ingest.Tests.Support;
using ReId.Testing;

namespace ReId.Ingest.Tests.Pipeline;

/// <summary>A minute in the same place: a person is published before the end, a pattern on the floor never.</summary>
public sealed class LongTrackletTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CollectingPublisher _published = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Detections_that_never_convince_give_no_crops()
    {
        var report = await RunAsync(0.5f);

        Assert.Equal((120L, 0, 0), (report.Detections, report.Tracklets, report.Crops));
        Assert.Empty(_published.Crops);
    }

    [Fact]
    public async Task Somebody_who_stays_is_published_before_the_end()
    {
        var report = await RunAsync(0.9f);

        // Five crops of each half: the end alone would give five.
        Assert.Equal((1, 10), (report.Tracklets, report.Crops));
        Assert.Single(_published.Crops.Select(c => c.TrackletId).Distinct());
    }

    private Task<ReId.Ingest.Pipeline.IngestReport> RunAsync(float score) => ScriptedRun.RunAsync(
        Footage.Video(_folder.File("a.avi"), 120, 2, brighter: 0), null, _ => [ScriptedDetector.Person(20, score: score)], _published);
}
