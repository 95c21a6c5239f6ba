using Microsoft.Extensions.DependencyInjection;
using OpenCvSharp;
using ReId.Contracts;
using ReId.Ingest.Detection;
using ReId.Ingest.Tests.Support.Tracking;
using ReId.Ingest.Tracking;

namespace ReId.Ingest.Tests.Tracking;

/// <summary>What every tracker must keep; a new one inherits this suite and is done when it passes.</summary>
public abstract class TrackerContract
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly DetectorScores s_scores = new(0.2f, 0.6f);
    private static readonly Appearance s_red = new(new Scalar(100, 200, 150), new Scalar(50, 128, 128));
    private static readonly Appearance s_black = new(new Scalar(40, 128, 128), new Scalar(50, 128, 128));

    protected abstract string Name { get; }

    /// <summary>Least identity F1 and purity on scenes of known people, at 2.5 and at 10 frames a second.</summary>
    protected abstract (double IdentityF1, double Purity) Floor { get; }

    [Theory]
    [InlineData(2.5, 25)]
    [InlineData(10.0, 40)]
    public void Known_people_who_cross_a_scene_are_told_apart(double fps, int people)
    {
        var scores = Enumerable.Range(1, 4).Select(seed => TrackingAccuracy.Of(
            Create(scores: new DetectorScores(0.4f, 0.6f), interval: TimeSpan.FromSeconds(1 / fps)),
            new WalkingScene(seed, fps, 60, people).Frames())).ToArray();

        Assert.True(scores.Average(s => s.IdentityF1) >= Floor.IdentityF1, $"IDF1 {scores.Average(s => s.IdentityF1):0.000}");
        Assert.True(scores.Average(s => s.Purity) >= Floor.Purity, $"purity {scores.Average(s => s.Purity):0.000}");
    }

    [Fact]
    public void Uncertain_detections_begin_nothing()
    {
        var tracker = Create();
        for (var i = 0; i < 10; i++)
        {
            Assert.Null(Assert.Single(tracker.Update(At(i), [Box(0) with { Score = 0.1f }]).Tracklets));
        }

        Assert.Empty(tracker.Finish());
    }

    [Fact]
    public void An_empty_scene_is_no_tracklet()
    {
        var tracker = Create();

        var update = tracker.Update(At(0), []);

        Assert.Empty(update.Tracklets);
        Assert.Empty(update.Ended);
        Assert.Empty(tracker.Finish());
    }

    [Fact]
    public void Frames_of_the_same_moment_are_survived()
    {
        var tracker = Create();

        var ids = Enumerable.Range(0, 5).Select(_ => tracker.Update(At(0), [Box(0)]).Tracklets[0]!.Value.Id);

        Assert.Single(ids.Distinct());
    }

    [Fact]
    public void It_is_in_the_catalogue() => Assert.Contains(Name, Catalog(out _).Names);

    [Fact]
    public void Somebody_who_walks_keeps_the_tracklet()
    {
        var tracker = Create();

        var ids = Enumerable.Range(0, 20).Select(i => tracker.Update(At(i), [Box(10 * i)]).Tracklets.Single()!.Value.Id).ToHashSet();

        var ended = Assert.Single(tracker.Finish());
        Assert.Equal((Assert.Single(ids), true), (ended.Id, ended.Confirmed));
        Assert.Equal(7, ended.Id.Version);
    }

    [Fact]
    public void Two_people_who_pass_each_other_keep_their_tracklets()
    {
        var tracker = Create();
        var left = new HashSet<Guid>();
        var right = new HashSet<Guid>();
        for (var i = 0; i < 20; i++)
        {
            var ids = tracker.Update(At(i), [Box(12 * i), Box(240 - (12 * i))]).Tracklets;
            left.Add(ids[0]!.Value.Id);
            right.Add(ids[1]!.Value.Id);
        }

        Assert.NotEqual(Assert.Single(left), Assert.Single(right));
    }

    [Fact]
    public void Clothes_of_another_colour_are_somebody_else()
    {
        var tracker = Create();

        var first = tracker.Update(At(0), [Box(0, s_red)]).Tracklets[0]!.Value.Id;
        var second = tracker.Update(At(1), [Box(0, s_black)]).Tracklets[0]!.Value.Id;
        var third = tracker.Update(At(2), [Box(0, s_black), Box(4, s_red)]).Tracklets.Select(t => t!.Value.Id);

        Assert.NotEqual(first, second);
        Assert.Equal([second, first], third);
    }

    [Fact]
    public void A_gap_shorter_than_the_patience_is_bridged_by_the_velocity()
    {
        var tracker = Create(new TrackerOptions { MaxAge = TimeSpan.FromSeconds(1) });
        var first = tracker.Update(At(0), [Box(0)]).Tracklets[0]!.Value.Id;
        tracker.Update(At(1), [Box(20)]);

        var after = tracker.Update(At(4), [Box(80)]).Tracklets[0]!.Value.Id;

        Assert.Equal(first, after);
    }

    [Fact]
    public void A_longer_gap_ends_the_tracklet()
    {
        var tracker = Create(new TrackerOptions { MaxAge = TimeSpan.FromSeconds(1), MinHits = 1 });
        var first = tracker.Update(At(0), [Box(0)]).Tracklets[0]!.Value.Id;

        var update = tracker.Update(At(6), [Box(0)]);

        Assert.Equal(new TrackletState(first, true), Assert.Single(update.Ended));
        Assert.NotEqual(first, update.Tracklets[0]!.Value.Id);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(60)]
    public void Rare_frames_stretch_the_patience_to_three_of_them(int seconds)
    {
        var tracker = Create(interval: TimeSpan.FromSeconds(seconds));
        var first = tracker.Update(s_start, [Box(0)]).Tracklets[0]!.Value.Id;

        var third = tracker.Update(s_start + TimeSpan.FromSeconds(3 * seconds), [Box(0)]).Tracklets[0]!.Value.Id;
        var seventh = tracker.Update(s_start + TimeSpan.FromSeconds(7 * seconds), [Box(0)]);

        Assert.Equal(first, third);
        Assert.Equal(first, Assert.Single(seventh.Ended).Id);
    }

    [Fact]
    public void Frequent_frames_leave_the_patience_alone()
    {
        var tracker = Create(new TrackerOptions { MaxAge = TimeSpan.FromSeconds(1) }, interval: TimeSpan.FromSeconds(0.25));
        tracker.Update(At(0), [Box(0)]);

        Assert.Empty(tracker.Update(At(4), []).Ended);
        Assert.Single(tracker.Update(At(5), []).Ended);
    }

    [Fact]
    public void An_open_tracklet_is_confirmed_by_enough_hits_and_a_good_one()
    {
        var tracker = Create(new TrackerOptions { MinHits = 3 });

        var confirmed = Enumerable.Range(0, 5).Select(
            i => tracker.Update(At(i), [Box(0) with { Score = i == 3 ? 0.7f : 0.5f }]).Tracklets[0]!.Value.Confirmed);

        Assert.Equal([false, false, false, true, true], confirmed);
    }

    [Fact]
    public void Fewer_hits_than_asked_for_are_a_false_alarm()
    {
        var tracker = Create(new TrackerOptions { MinHits = 3 });
        tracker.Update(At(0), [Box(0), Box(500)]);
        tracker.Update(At(1), [Box(0), Box(500)]);
        tracker.Update(At(2), [Box(0)]);

        Assert.Equal([true, false], tracker.Finish().Select(e => e.Confirmed));
    }

    [Fact]
    public void Detections_that_never_convince_are_a_false_alarm()
    {
        var tracker = Create();
        for (var i = 0; i < 10; i++)
        {
            tracker.Update(At(i), [Box(0) with { Score = 0.5f }, Box(500) with { Score = i == 4 ? 0.7f : 0.3f }]);
        }

        Assert.Equal([false, true], tracker.Finish().Select(e => e.Confirmed));
    }

    [Fact]
    public void A_box_of_another_size_is_somebody_else()
    {
        var tracker = Create(new TrackerOptions { MinIou = 0.1 });
        var near = tracker.Update(At(0), [Box(0)]).Tracklets[0]!.Value.Id;

        var far = tracker.Update(At(1), [new Sighting(new PixelBox(10, 40, 20, 40))]).Tracklets[0]!.Value.Id;

        Assert.NotEqual(near, far);
    }

    private protected ITracker Create(TrackerOptions? options = null, DetectorScores? scores = null, TimeSpan interval = default)
    {
        var catalog = Catalog(out var services);
        using (services)
        {
            return catalog.Create(Name, new TrackerSetup(options ?? new TrackerOptions(), scores ?? s_scores, interval));
        }
    }

    private protected static DateTimeOffset At(int step) => s_start + TimeSpan.FromSeconds(0.25 * step);

    private protected static Sighting Box(int x, Appearance? looks = null) => new(new PixelBox(x, 0, 40, 100), looks);

    private static TrackerCatalog Catalog(out ServiceProvider services)
    {
        services = new ServiceCollection().AddReIdIngest().BuildServiceProvider();
        return services.GetRequiredService<TrackerCatalog>();
    }
}
