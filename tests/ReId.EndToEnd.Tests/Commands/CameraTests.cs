using System.Diagnostics;
using System.Globalization;
using OpenCvSharp;
using ReId.EndToEnd.Tests.Running;
using ReId.Testing;
using ReId.Testing.Cameras;

namespace ReId.EndToEnd.Tests.Commands;

/// <summary>Cameras on the network, as an operator watches them.</summary>
public sealed class CameraTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Gallery => _folder.File("g");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_cameras_are_watched_for_as_long_as_asked()
    {
        await using var door = new HttpCamera(Picture, 10);
        await using var yard = new RtspCamera(Picture, 10);

        var result = await Reid.RunAsync(
            "ingest", door.Url, yard.Url, "--data", Gallery, "--detector", "none", "--motion-gate", "off", "--fps", "5", "--duration", "6");

        result.Succeeded();
        Assert.Equal(2, result.Error.Split("connected to").Length - 1);
        Assert.Matches("gallery .*: [1-9][0-9]* crops of 2 tracklets", result.Output);
    }

    [Fact]
    public async Task A_camera_that_is_not_there_is_given_up_after_the_attempts_asked_for()
    {
        var result = await Reid.RunAsync(
            "ingest", "rtsp://ann:s3cret@127.0.0.1:9/door", "--data", Gallery, "--max-attempts", "1");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("rtsp://***@127.0.0.1:9/door was given up after 1 attempt", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", result.Error + result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_Ctrl_C_what_was_seen_is_in_the_gallery()
    {
        await using var door = new HttpCamera(Picture, 10);
        using var process = Reid.Start(
            [], "ingest", door.Url, "--data", Gallery, "--detector", "none", "--motion-gate", "off", "--fps", "5", "--camera", "door");
        while (door.Frames < 60 && !process.HasExited)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var result = await Reid.FinishAsync(process);
        Assert.Equal(130, result.ExitCode);
        Assert.Contains("interrupted; what was stored before stays", result.Error, StringComparison.Ordinal);
        var stats = await Reid.RunAsync("gallery", "stats", "--data", Gallery);
        Assert.Matches(@"crops of camera door\s+[1-9]", stats.Output);
    }

    [Fact]
    public async Task What_is_for_cameras_only_is_refused_for_footage()
    {
        var result = await Reid.RunAsync("ingest", "a.mp4", "--duration", "5", "--data", Gallery);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--duration is for cameras, but every source is footage: leave it out.", result.Error, StringComparison.Ordinal);
    }

    private static byte[] Picture(int number)
    {
        using var image = new Mat(160, 80, MatType.CV_8UC3, Scalar.All(60));
        Cv2.Rectangle(image, new Rect(20, 10, 40, 140), Scalar.All(180), -1);
        Cv2.Rectangle(image, new Rect(number % 60, 0, 4, 4), Scalar.All(250), -1);
        return image.ImEncode(".jpg");
    }
}
