using ReId.Contracts;
using ReId.Ingest.Detection;
using ReId.Ingest.Tracking;

namespace ReId.Ingest.Tests.Tracking;

public class SeparateTrackerTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Pictures_that_stand_alone_give_a_tracklet_each()
    {
        var tracker = new SeparateTracker();

        var first = tracker.Update(s_now, [Sighting(0), Sighting(100)]);
        var second = tracker.Update(s_now, [Sighting(0)]);

        Assert.Equal(3, first.Tracklets.Concat(second.Tracklets).Distinct().Count());
        Assert.Equal(first.Tracklets.Select(t => t!.Value), second.Ended);
        Assert.Equal(new TrackletState(second.Tracklets[0]!.Value.Id, true), Assert.Single(tracker.Finish()));
    }

    [Fact]
    public void Uncertain_detections_are_nobody()
    {
        var tracker = new SeparateTracker(new DetectorScores(0.5f, 0.6f));

        var update = tracker.Update(s_now, [Sighting(0) with { Score = 0.4f }, Sighting(100) with { Score = 0.5f }]);

        Assert.Null(update.Tracklets[0]);
        Assert.Equal(update.Tracklets[1], Assert.Single(tracker.Finish()));
    }

    private static Sighting Sighting(int x) => new(new PixelBox(x, 0, 40, 100));
}
