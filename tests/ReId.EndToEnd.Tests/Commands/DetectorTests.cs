using System.Globalization;
using System.Text.Json;
using OpenCvSharp;
using ReId.EndToEnd.Tests.Footage;
using ReId.EndToEnd.Tests.Running;
using ReId.Testing;
using ReId.Testing.Onnx;

namespace ReId.EndToEnd.Tests.Commands;

/// <summary>The detectors of <c>reid ingest</c> on footage of which the people are known.</summary>
public sealed class DetectorTests : IDisposable
{
    private const int Length = 30;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Boxes_of_the_mot_challenge_become_crops()
    {
        GeneratedFootage.Video(_folder.File("yard.avi"), Length);
        var boxes = await WriteAsync(
            "det.txt",
            string.Concat(Enumerable.Range(1, Length + 5).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},-1,{i},31,160,180,0.9,-1,-1,-1\n"))));

        var result = await IngestAsync("yard.avi", "--detector", "boxes", "--boxes", boxes, "--fps", "10");

        result.Succeeded();
        Assert.Matches(@"yard: 30 frames, 30 people, 1 tracklets, [1-5] crops", result.Output);
        Assert.Contains("go on to frame 35, but the last frame of yard that was read is 30: 5 boxes were not used.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Boxes_with_cameras_serve_several_videos_at_once()
    {
        GeneratedFootage.Video(_folder.File("yard.avi"), Length);
        GeneratedFootage.Video(_folder.File("hall.avi"), Length, seed: 2);
        var boxes = await WriteAsync("boxes.json", JsonSerializer.Serialize(
            from camera in (string[])["yard", "hall"]
            from frame in Enumerable.Range(1, Length)
            select new { camera, frame, box = (int[])[frame, 30, 160, 180], score = 0.8 }));

        var result = await Reid.RunAsync(
            "ingest", _folder.File("yard.avi"), _folder.File("hall.avi"), "--data", _folder.File("gallery"),
            "--detector", "boxes", "--boxes", boxes, "--fps", "10");

        result.Succeeded();
        Assert.Matches(@"yard: 30 frames, 30 people, 1 tracklets", result.Output);
        Assert.Matches(@"hall: 30 frames, 30 people, 1 tracklets", result.Output);
    }

    [Theory]
    [InlineData("yolox", "bytetrack")]
    [InlineData("onnx", "iou")]
    public async Task A_network_finds_the_people(string detector, string tracker)
    {
        RedSpotVideo(_folder.File("red.avi"));
        var weights = _folder.File("model.onnx");
        await File.WriteAllBytesAsync(weights, RedSpotModels.Yolox(192, 128), TestContext.Current.CancellationToken);

        var result = await IngestAsync(
            "red.avi", "--detector", detector, "--detector-weights", weights, "--tracker", tracker, "--fps", "10",
            "--crops-per-tracklet", "2", "--crop-spacing", "1");

        result.Succeeded();
        Assert.Matches(@"red: 30 frames, \d+ people, 1 tracklets, 2 crops", result.Output);
    }

    [Fact]
    public async Task A_model_of_an_unknown_layout_is_one_sentence()
    {
        GeneratedFootage.Video(_folder.File("yard.avi"), 3);
        var weights = _folder.File("model.onnx");
        await File.WriteAllBytesAsync(weights, RedSpotModels.Classifier(64, 32), TestContext.Current.CancellationToken);

        var result = await IngestAsync("yard.avi", "--detector", "onnx", "--detector-weights", weights);

        result.FailedWith(1, weights, "unknown layout", "'score' 1×3×1×1", "YOLOX");
        Assert.False(Directory.Exists(_folder.File("gallery")));
    }

    [Theory]
    [InlineData(1, "Line 2 of the boxes", "1,1,1,1,5,5\n1,1,1\n", "--detector", "boxes")]
    [InlineData(1, "are empty", "", "--detector", "boxes")]
    [InlineData(2, "choose --detector boxes", "1,1,1,1,5,5\n", "--detector", "hog")]
    public async Task Bad_boxes_are_one_sentence(int exitCode, string piece, string content, params string[] arguments)
    {
        GeneratedFootage.Video(_folder.File("yard.avi"), 3);
        var boxes = await WriteAsync("det.txt", content);

        var result = await IngestAsync("yard.avi", [.. arguments, "--boxes", boxes]);

        result.FailedWith(exitCode, piece);
        Assert.False(Directory.Exists(_folder.File("gallery")));
    }

    private Task<ReidResult> IngestAsync(string video, params string[] arguments) =>
        Reid.RunAsync(["ingest", _folder.File(video), "--data", _folder.File("gallery"), .. arguments]);

    private async Task<string> WriteAsync(string name, string content)
    {
        await File.WriteAllTextAsync(_folder.File(name), content, TestContext.Current.CancellationToken);
        return _folder.File(name);
    }

    // A red spot on grey, which is what the test's network takes for somebody.
    private static void RedSpotVideo(string path)
    {
        using var writer = new VideoWriter(path, FourCC.MJPG, 10, new Size(192, 128), true);
        for (var i = 0; i < Length; i++)
        {
            using var frame = new Mat(128, 192, MatType.CV_8UC3, Scalar.All(120));
            Cv2.Rectangle(frame, new Rect(60 + i, 48, 16, 16), new Scalar(0, 0, 255), -1);
            writer.Write(frame);
        }
    }
}
