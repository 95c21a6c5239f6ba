using OpenCvSharp;
using ReId.Contracts;
using ReId.Ingest.Tracking;

namespace ReId.Ingest.Tests.Tracking;

public class IouTrackerTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly Appearance s_red = new(new Scalar(100, 200, 150), new Scalar(50, 128, 128));
    private static readonly Appearance s_black = new(new Scalar(40, 128, 128), new Scalar(50, 128, 128));

    [Fact]
    public void Somebody_who_walks_keeps_the_tracklet()
    {
        var tracker = new IouTracker(new TrackerOptions());

        var ids = Enumerable.Range(0, 20).Select(i => tracker.Update(At(i), [Box(10 * i)]).Tracklets.Single().Id).ToHashSet();

        var ended = Assert.Single(tracker.Finish());
        Assert.Equal((Assert.Single(ids), true), (ended.Id, ended.Confirmed));
        Assert.Equal(7, ended.Id.Version);
    }

    [Fact]
    public void Steps_wider_than_the_overlap_are_followed_by_the_widened_boxes()
    {
        // 30 of 40 pixels a step leave an overlap of 1/7, below 0.3; afterwards the velocity is known.
        Assert.Single(Walk(new TrackerOptions()));
        Assert.NotEqual(1, Walk(new TrackerOptions { Buffer = 0 }).Count);

        static HashSet<Guid> Walk(TrackerOptions options)
        {
            var tracker = new IouTracker(options);
            return [.. Enumerable.Range(0, 6).SelectMany(i => tracker.Update(At(i), [Box(30 * i)]).Tracklets.Select(t => t.Id))];
        }
    }

    [Fact]
    public void Two_people_who_pass_each_other_keep_their_tracklets()
    {
        var tracker = new IouTracker(new TrackerOptions());
        var left = new HashSet<Guid>();
        var right = new HashSet<Guid>();
        for (var i = 0; i < 20; i++)
        {
            var ids = tracker.Update(At(i), [Box(12 * i), Box(240 - (12 * i))]).Tracklets;
            left.Add(ids[0].Id);
            right.Add(ids[1].Id);
        }

        Assert.NotEqual(Assert.Single(left), Assert.Single(right));
    }

    [Fact]
    public void Clothes_of_another_colour_are_somebody_else()
    {
        var tracker = new IouTracker(new TrackerOptions());

        var first = tracker.Update(At(0), [Box(0, s_red)]).Tracklets[0].Id;
        var second = tracker.Update(At(1), [Box(0, s_black)]).Tracklets[0].Id;
        var third = tracker.Update(At(2), [Box(0, s_black), Box(4, s_red)]).Tracklets.Select(t => t.Id);

        Assert.NotEqual(first, second);
        Assert.Equal([second, first], third);
    }

    [Fact]
    public void A_gap_shorter_than_the_patience_is_bridged_by_the_velocity()
    {
        var tracker = new IouTracker(new TrackerOptions { MaxAge = TimeSpan.FromSeconds(1) });
        var first = tracker.Update(At(0), [Box(0)]).Tracklets[0].Id;
        tracker.Update(At(1), [Box(20)]);

        var after = tracker.Update(At(4), [Box(80)]).Tracklets[0].Id;

        Assert.Equal(first, after);
    }

    [Fact]
    public void A_longer_gap_ends_the_tracklet()
    {
        var tracker = new IouTracker(new TrackerOptions { MaxAge = TimeSpan.FromSeconds(1), MinHits = 1 });
        var first = tracker.Update(At(0), [Box(0)]).Tracklets[0].Id;

        var update = tracker.Update(At(6), [Box(0)]);

        Assert.Equal(new TrackletState(first, true), Assert.Single(update.Ended));
        Assert.NotEqual(first, update.Tracklets[0].Id);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(60)]
    public void Rare_frames_stretch_the_patience_to_three_of_them(int seconds)
    {
        var tracker = new IouTracker(new TrackerOptions(), TimeSpan.FromSeconds(seconds));
        var first = tracker.Update(s_start, [Box(0)]).Tracklets[0].Id;

        var third = tracker.Update(s_start + TimeSpan.FromSeconds(3 * seconds), [Box(0)]).Tracklets[0].Id;
        var seventh = tracker.Update(s_start + TimeSpan.FromSeconds(7 * seconds), [Box(0)]);

        Assert.Equal(first, third);
        Assert.Equal(first, Assert.Single(seventh.Ended).Id);
    }

    [Fact]
    public void Frequent_frames_leave_the_patience_alone()
    {
        var tracker = new IouTracker(new TrackerOptions { MaxAge = TimeSpan.FromSeconds(1) }, TimeSpan.FromSeconds(0.25));
        tracker.Update(At(0), [Box(0)]);

        Assert.Empty(tracker.Update(At(4), []).Ended);
        Assert.Single(tracker.Update(At(5), []).Ended);
    }

    [Fact]
    public void An_open_tracklet_is_confirmed_by_enough_hits_and_a_good_one()
    {
        var tracker = new IouTracker(new TrackerOptions { MinHits = 3, MinBestScore = 0.6f });

        var confirmed = Enumerable.Range(0, 5).Select(
            i => tracker.Update(At(i), [Box(0) with { Score = i == 3 ? 0.7f : 0.5f }]).Tracklets[0].Confirmed);

        Assert.Equal([false, false, false, true, true], confirmed);
    }

    [Fact]
    public void Fewer_hits_than_asked_for_are_a_false_alarm()
    {
        var tracker = new IouTracker(new TrackerOptions { MinHits = 3 });
        tracker.Update(At(0), [Box(0), Box(500)]);
        tracker.Update(At(1), [Box(0), Box(500)]);
        tracker.Update(At(2), [Box(0)]);

        Assert.Equal([true, false], tracker.Finish().Select(e => e.Confirmed));
    }

    [Fact]
    public void Detections_that_never_convince_are_a_false_alarm()
    {
        var tracker = new IouTracker(new TrackerOptions { MinBestScore = 0.6f });
        for (var i = 0; i < 10; i++)
        {
            tracker.Update(At(i), [Box(0) with { Score = 0.5f }, Box(500) with { Score = i == 4 ? 0.7f : 0.3f }]);
        }

        Assert.Equal([false, true], tracker.Finish().Select(e => e.Confirmed));
    }

    [Fact]
    public void A_box_of_another_size_is_somebody_else()
    {
        var tracker = new IouTracker(new TrackerOptions { MinIou = 0.1 });
        var near = tracker.Update(At(0), [Box(0)]).Tracklets[0].Id;

        var far = tracker.Update(At(1), [new Sighting(new PixelBox(10, 40, 20, 40))]).Tracklets[0].Id;

        Assert.NotEqual(near, far);
    }

    [Fact]
    public void Pictures_that_stand_alone_give_a_tracklet_each()
    {
        var tracker = new SeparateTracker();

        var first = tracker.Update(At(0), [Box(0), Box(100)]);
        var second = tracker.Update(At(0), [Box(0)]);

        Assert.Equal(3, first.Tracklets.Concat(second.Tracklets).Distinct().Count());
        Assert.Equal(first.Tracklets, second.Ended);
        Assert.Equal(new TrackletState(second.Tracklets[0].Id, true), Assert.Single(tracker.Finish()));
    }

    [Fact]
    public void Colours_are_measured_on_torso_and_legs()
    {
        using var image = new Mat(200, 100, MatType.CV_8UC3, Scalar.All(255));
        Cv2.Rectangle(image, new Rect(25, 30, 50, 75), new Scalar(0, 0, 255), -1);
        Cv2.Rectangle(image, new Rect(25, 105, 50, 80), Scalar.All(0), -1);
        using var black = new Mat(200, 100, MatType.CV_8UC3, Scalar.All(0));

        var person = Appearance.Of(image, new Rect(0, 0, 100, 200));
        var shadow = Appearance.Of(black, new Rect(0, 0, 100, 200));

        Assert.True(person.Torso.Val1 > 180 && person.Legs.Val0 < 10, person.ToString());
        Assert.Equal(0, person.DistanceTo(person));
        Assert.True(person.DistanceTo(shadow) > 40);
        Assert.True(person.Towards(shadow, 0.5).DistanceTo(shadow) < person.DistanceTo(shadow));
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Impossible_options_are_one_sentence(TrackerOptions options, string name) =>
        Assert.Contains(name, Assert.Throws<ReIdException>(options.Validate).Message);

    public static TheoryData<TrackerOptions, string> Impossible => new()
    {
        { new() { MinIou = 0 }, nameof(TrackerOptions.MinIou) },
        { new() { Buffer = -1 }, nameof(TrackerOptions.Buffer) },
        { new() { MaxColorDifference = 0 }, nameof(TrackerOptions.MaxColorDifference) },
        { new() { MaxAge = TimeSpan.Zero }, nameof(TrackerOptions.MaxAge) },
        { new() { MinHits = 0 }, nameof(TrackerOptions.MinHits) },
        { new() { MinBestScore = 2 }, nameof(TrackerOptions.MinBestScore) },
    };

    private static DateTimeOffset At(int step) => s_start + TimeSpan.FromSeconds(0.25 * step);

    private static Sighting Box(int x, Appearance? looks = null) => new(new PixelBox(x, 0, 40, 100), looks);
}
