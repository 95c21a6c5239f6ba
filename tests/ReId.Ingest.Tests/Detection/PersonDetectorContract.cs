using Microsoft.Extensions.DependencyInjection;
using OpenCvSharp;
using ReId.Contracts;
using ReId.Ingest.Detection;
using ReId.Ingest.Sources;
using ReId.Ingest.Tests.Support;

namespace ReId.Ingest.Tests.Detection;

/// <summary>What every detector must keep; a new one inherits this suite and is done when it passes.</summary>
public abstract class PersonDetectorContract
{
    protected abstract string Name { get; }

    /// <summary>What the detector needs to be made.</summary>
    protected virtual PersonDetectorOptions Options => new();

    [Fact]
    public void It_is_in_the_catalogue()
    {
        using var services = Services();

        Assert.Contains(Name, services.GetRequiredService<PersonDetectorCatalog>().Names);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(64, 128)]
    [InlineData(640, 480)]
    [InlineData(97, 613)]
    [InlineData(1920, 270)]
    public void Boxes_lie_inside_the_frame_and_scores_between_0_and_1_best_first(int width, int height)
    {
        using var services = Services();
        using var detector = Create(services);
        using var frame = Noise(width, height);

        var found = detector.Detect(frame);

        Assert.All(found, d =>
        {
            Assert.InRange(d.Score, 0, 1);
            Assert.True(d.Box is { X: >= 0, Y: >= 0, Width: > 0, Height: > 0 });
            Assert.True(d.Box.X + d.Box.Width <= width && d.Box.Y + d.Box.Height <= height);
        });
        Assert.Equal(found.OrderByDescending(d => d.Score).Select(d => d.Score), found.Select(d => d.Score));
    }

    [Fact]
    public void The_image_is_left_as_it_is()
    {
        using var services = Services();
        using var detector = Create(services);
        using var frame = Noise(160, 240);
        var before = frame.Image.ImEncode(".bmp");

        detector.Detect(frame);

        Assert.Equal(before, frame.Image.ImEncode(".bmp"));
    }

    [Fact]
    public void The_same_image_gives_the_same_people()
    {
        using var services = Services();
        using var detector = Create(services);
        using var another = Create(services);
        using var frame = Noise(640, 480);

        var first = detector.Detect(frame);

        Assert.Equal(first, detector.Detect(frame));
        Assert.Equal(first, another.Detect(frame));
    }

    [Fact]
    public void Its_scores_say_when_a_detection_is_a_person()
    {
        using var services = Services();
        using var detector = Create(services);

        Assert.InRange(detector.Scores.Start, 0, 1);
        Assert.InRange(detector.Scores.Confirm, detector.Scores.Start, 1);
    }

    [Fact]
    public void A_score_outside_0_and_1_is_refused()
    {
        using var services = Services();

        var error = Assert.Throws<ReIdException>(
            () => services.GetRequiredService<PersonDetectorCatalog>().Create(Name, Options with { Score = 1.5f }));

        Assert.Contains("a score lies between 0 and 1", error.Message);
    }

    protected static ServiceProvider Services() => new ServiceCollection().AddReIdIngest().BuildServiceProvider();

    protected IPersonDetector Create(ServiceProvider services) =>
        services.GetRequiredService<PersonDetectorCatalog>().Create(Name, Options);

    private static Frame Noise(int width, int height)
    {
        var random = new Random(11);
        var image = new Mat(height, width, MatType.CV_8UC3, Scalar.All(90));
        for (var i = 0; i < 30; i++)
        {
            var color = new Scalar(random.Next(256), random.Next(256), random.Next(256));
            Cv2.Rectangle(image, new Rect(random.Next(width), random.Next(height), 20 + random.Next(60), 40 + random.Next(120)), color, -1);
        }

        return Frames.Of(image);
    }
}
