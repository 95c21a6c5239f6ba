using OpenCvSharp;
using ReId.Ingest.Detection;
using ReId.Ingest.Sources;
using ReId.Ingest.Tests.Support;
using ReId.Testing;

namespace ReId.Ingest.Tests.Detection;

public class HogPersonDetectorTests : PersonDetectorContract
{
    protected override string Name => "hog";

    [Fact]
    public void A_flat_wall_holds_nobody()
    {
        using var detector = new HogPersonDetector();
        using var wall = Frames.Of(new Mat(480, 640, MatType.CV_8UC3, Scalar.All(128)));

        Assert.Empty(detector.Detect(wall));
    }

    [Fact]
    public async Task People_are_found_where_they_walk()
    {
        using var detector = new HogPersonDetector();
        using var source = FrameSources.Open(RealFootage.Require(), new FrameSourceOptions { Fps = 0.1 });
        var frames = 0;
        var people = new List<PersonDetection>();
        await foreach (var frame in source.ReadAsync(TestContext.Current.CancellationToken))
        {
            using (frame)
            {
                frames++;
                people.AddRange(detector.Detect(frame));
            }
        }

        // Counted by eye: 3, 7, 7, 6, 3, 4, 6 and 8 people, 44 in all; a few are far away or behind others.
        Assert.Equal(8, frames);
        Assert.InRange(people.Count, 30, 46);
        Assert.All(people, p => Assert.InRange(p.Box.Height / (double)p.Box.Width, 1.8, 3.2));
        Assert.True(people.Count(p => p.Box.Height is > 70 and < 230) >= 0.95 * people.Count);
    }

    [Fact]
    public void Windows_of_one_person_become_one_box_between_them()
    {
        Rect[] windows = [new(100, 100, 64, 128), new(108, 100, 64, 128), new(300, 100, 64, 128), new(110, 150, 32, 64)];

        var people = WindowGrouping.Group(windows, [1.0, 0.5, 0.9, 0.95], new HogOptions()).ToArray();

        Assert.Equal(2, people.Length);
        Assert.Equal((1.0, 0.9), (people[0].Score, people[1].Score));
        Assert.InRange(people[0].Window.X, 102.6, 102.7);
        Assert.Equal(300, people[1].Window.X);
    }

    [Fact]
    public void A_lone_window_needs_a_better_score_than_one_with_company()
    {
        Rect[] lone = [new(0, 0, 64, 128)];
        Rect[] pair = [new(0, 0, 64, 128), new(4, 0, 64, 128)];

        Assert.Empty(WindowGrouping.Group(lone, [0.6], new HogOptions()));
        Assert.Single(WindowGrouping.Group(pair, [0.6, 0.1], new HogOptions()));
        Assert.Single(WindowGrouping.Group(lone, [0.9], new HogOptions()));
    }

    [Fact]
    public void The_order_of_the_windows_does_not_matter()
    {
        var random = new Random(3);
        var windows = Enumerable.Range(0, 40).Select(_ => new Rect(random.Next(200), random.Next(100), 64, 128)).ToArray();
        var scores = windows.Select(w => (w.X % 7) / 5.0).ToArray();
        var shuffled = Enumerable.Range(0, 40).OrderBy(_ => random.Next()).ToArray();

        var first = WindowGrouping.Group(windows, scores, new HogOptions()).Select(p => p.Score);
        var second = WindowGrouping.Group(
            [.. shuffled.Select(i => windows[i])], [.. shuffled.Select(i => scores[i])], new HogOptions()).Select(p => p.Score);

        Assert.Equal(first, second);
    }
}
