using OpenCvSharp;
using ReId.Contracts;
using ReId.Ingest.Tests.Support;

namespace ReId.Ingest.Tests.Detection;

public class WholeImageDetectorTests : PersonDetectorContract
{
    protected override string Name => "none";

    [Fact]
    public void The_picture_is_the_person()
    {
        using var services = Services();
        using var detector = Create(services);
        using var frame = Frames.Of(new Mat(128, 64, MatType.CV_8UC3, Scalar.All(0)));

        var found = Assert.Single(detector.Detect(frame));

        Assert.Equal((new PixelBox(0, 0, 64, 128), 1f), (found.Box, found.Score));
    }
}
