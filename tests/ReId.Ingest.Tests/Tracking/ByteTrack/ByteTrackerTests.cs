using ReId.Contracts;
using ReId.Ingest.Detection;
using ReId.Ingest.Tracking;

namespace ReId.Ingest.Tests.Tracking.ByteTrack;

public class ByteTrackerTests : TrackerContract
{
    protected override string Name => "bytetrack";

    protected override (double IdentityF1, double Purity) Floor => (0.82, 0.98);

    [Fact]
    public void Somebody_half_hidden_keeps_the_tracklet_through_uncertain_detections()
    {
        var tracker = Create(scores: new DetectorScores(0.5f, 0.6f));
        var ids = new List<Guid?>();
        for (var i = 0; i < 12; i++)
        {
            // Seven frames (1.75 s) half behind somebody: longer than the patience lasts.
            ids.Add(tracker.Update(At(i), [Box(10 * i) with { Score = i is >= 3 and < 10 ? 0.2f : 0.9f }]).Tracklets[0]?.Id);
        }

        Assert.NotNull(Assert.Single(ids.Distinct()));
    }

    [Fact]
    public void An_uncertain_detection_elsewhere_continues_nobody()
    {
        var tracker = Create(scores: new DetectorScores(0.5f, 0.6f));
        for (var i = 0; i < 4; i++)
        {
            tracker.Update(At(i), [Box(0)]);
        }

        // A third of the box away: near enough for a certain detection, too far for an uncertain one.
        Assert.Null(tracker.Update(At(4), [Box(16) with { Score = 0.2f }]).Tracklets[0]);
        Assert.NotNull(tracker.Update(At(5), [Box(16)]).Tracklets[0]);
    }

    [Fact]
    public void A_person_comes_before_a_false_alarm()
    {
        var tracker = Create(new TrackerOptions { MinHits = 2 });
        var person = tracker.Update(At(0), [Box(0)]).Tracklets[0]!.Value.Id;
        tracker.Update(At(1), [Box(0)]);

        // Something unconfirmed lies nearer to the next detection than the person does.
        var alarm = tracker.Update(At(2), [Box(0), Box(14)]).Tracklets[1]!.Value.Id;
        var next = tracker.Update(At(3), [Box(9)]).Tracklets[0]!.Value.Id;

        Assert.NotEqual(person, alarm);
        Assert.Equal(person, next);
    }

    [Fact]
    public void The_sum_of_overlaps_decides_and_not_the_greatest()
    {
        var tracker = Create(new TrackerOptions { Buffer = 0, MinHits = 1 });
        var first = tracker.Update(At(0), [Box(0), Box(20)]).Tracklets;

        // The left one of the new boxes fits the right person best, but then the left person would have nobody.
        var second = tracker.Update(At(1), [Box(14), Box(34)]).Tracklets;

        Assert.Equal(first.Select(t => t!.Value.Id), second.Select(t => t!.Value.Id));
    }

    [Fact]
    public void Steps_wider_than_the_overlap_are_followed_at_few_frames_a_second()
    {
        // 32 of 40 pixels in 0.5 s: the overlap is 1/9, but somebody who was just seen may walk at any pace.
        Assert.Single(Walk(new TrackerOptions()));
        Assert.NotEqual(1, Walk(new TrackerOptions { Buffer = 0 }).Count);

        HashSet<Guid> Walk(TrackerOptions options)
        {
            var tracker = Create(options, interval: TimeSpan.FromSeconds(0.5));
            return [.. Enumerable.Range(0, 6).SelectMany(i => tracker.Update(At(2 * i), [Box(32 * i)]).Tracklets.Select(t => t!.Value.Id))];
        }
    }

    [Fact]
    public void A_tall_box_keeps_its_shape_in_the_prediction()
    {
        var motion = new Ingest.Tracking.ByteTrack.BoxMotion(BoxF.From(new PixelBox(0, 0, 40, 100)));
        for (var i = 1; i <= 10; i++)
        {
            motion.Predict(0.1);
            motion.Correct(BoxF.From(new PixelBox(4 * i, 0, 40, 100)));
        }

        motion.Predict(0.5);

        Assert.InRange(motion.Box.CenterX, 77, 83);
        Assert.InRange(motion.Box.Width, 38, 42);
        Assert.InRange(motion.Box.Height, 98, 102);
    }
}
