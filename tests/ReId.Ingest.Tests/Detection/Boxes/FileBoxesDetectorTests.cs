using OpenCvSharp;
using ReId.Contracts;
using ReId.Ingest.Detection;
using ReId.Ingest.Detection.Boxes;
using ReId.Ingest.Tests.Support;
using ReId.Testing;

namespace ReId.Ingest.Tests.Detection.Boxes;

public sealed class FileBoxesDetectorTests : PersonDetectorContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override string Name => "boxes";

    protected override PersonDetectorOptions Options => Text("1,-1,3,4,20,40,0.5\n1,-1,-4,-2,9,9,0.9\n2,-1,5,6,10,20,1\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_frame_gets_its_boxes_best_first_and_cut_at_the_edges()
    {
        using var detector = new FileBoxesDetector(Options);
        using var first = Frame(0);
        using var second = Frame(1);
        using var third = Frame(2);

        // MOT counts pixels from 1.
        Assert.Equal(
            [new PersonDetection(new PixelBox(0, 0, 4, 6), 0.9f), new PersonDetection(new PixelBox(2, 3, 20, 40), 0.5f)],
            detector.Detect(first));
        Assert.Equal([new PersonDetection(new PixelBox(4, 5, 10, 20), 1)], detector.Detect(second));
        Assert.Empty(detector.Detect(third));
        Assert.Empty(detector.Warnings);
    }

    [Fact]
    public void Json_may_name_the_camera()
    {
        using var detector = new FileBoxesDetector(Text(
            """[{"frame": 1, "box": [2, 3, 20, 40], "camera": "cam"}, {"frame": 1, "box": [0, 0, 5, 5], "score": 0.3, "camera": "other"}]"""));
        using var frame = Frame(0);

        Assert.Equal([new PersonDetection(new PixelBox(2, 3, 20, 40), 1)], detector.Detect(frame));
        Assert.Empty(detector.Warnings);
    }

    [Fact]
    public void Boxes_beyond_the_last_frame_are_a_warning()
    {
        using var detector = new FileBoxesDetector(Text("1,-1,1,1,5,5\n9,-1,1,1,5,5\n12,-1,1,1,5,5\n"));
        using var first = Frame(0);
        using var fourth = Frame(4);
        detector.Detect(first);
        detector.Detect(fourth);

        // Every fourth frame is looked at, so frame 8 (from 0) may have been skipped only if the source went on.
        Assert.EndsWith(
            "go on to frame 12, but the last frame of cam that was read is 5: 2 boxes were not used.", Assert.Single(detector.Warnings));
    }

    [Fact]
    public void Frames_that_sampling_skipped_at_the_end_are_no_warning()
    {
        using var detector = new FileBoxesDetector(Text("1,-1,1,1,5,5\n8,-1,1,1,5,5\n"));
        using var first = Frame(0);
        using var fourth = Frame(4);
        detector.Detect(first);
        detector.Detect(fourth);

        Assert.Empty(detector.Warnings);
    }

    [Fact]
    public void Boxes_beside_the_picture_and_of_other_cameras_are_a_warning()
    {
        using var detector = new FileBoxesDetector(Text("1,-1,500,1,5,5"));
        using var elsewhere = new FileBoxesDetector(Text("""[{"frame": 1, "box": [2, 3, 20, 40], "camera": "yard"}]"""));
        using var frame = Frame(0);

        Assert.Empty(detector.Detect(frame));
        Assert.Empty(elsewhere.Detect(frame));
        Assert.EndsWith("1 boxes outside the picture of cam: they were not used.", Assert.Single(detector.Warnings));
        Assert.EndsWith("have none of camera cam, but of yard.", Assert.Single(elsewhere.Warnings));
    }

    [Fact]
    public void Scores_of_another_scale_are_mapped_and_said_so()
    {
        using var detector = new FileBoxesDetector(Text("1,-1,1,1,5,5,-1.5\n1,-1,9,1,5,5,2.5\n1,-1,20,1,5,5,0.5\n"));
        using var frame = Frame(0);

        Assert.Equal([1, 0.5f, 0], detector.Detect(frame).Select(p => p.Score));
        Assert.Contains("go from -1.5 to 2.5", Assert.Single(detector.Warnings));
    }

    [Fact]
    public void It_needs_a_file() =>
        Assert.Contains("--boxes", Assert.Throws<ReIdException>(() => new FileBoxesDetector(new PersonDetectorOptions())).Message);

    private static Ingest.Sources.Frame Frame(long number) => Frames.Of(new Mat(100, 100, MatType.CV_8UC3, Scalar.All(9)), number);

    private PersonDetectorOptions Text(string content)
    {
        var path = _folder.File(Guid.NewGuid() + ".txt");
        File.WriteAllText(path, content);
        return new PersonDetectorOptions { Boxes = path };
    }
}
