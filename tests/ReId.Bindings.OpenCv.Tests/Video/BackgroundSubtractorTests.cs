using OpenCvSharp;

namespace ReId.Bindings.OpenCv.Tests.Video;

public sealed class BackgroundSubtractorTests
{
    [Fact]
    public void What_is_new_in_a_learned_scene_is_marked()
    {
        using BackgroundSubtractor subtractor = BackgroundSubtractorMOG2.Create(50, 16, false);
        Assert.IsType<BackgroundSubtractorMOG2>(subtractor);
        using var scene = new Mat(40, 60, MatType.CV_8UC1, Scalar.All(100));
        using var mask = new Mat();
        for (var i = 0; i < 10; i++)
        {
            subtractor.Apply(scene, mask, 0.1);
        }

        Assert.Equal(0, mask.Get<byte>(20, 30));
        scene.Set<byte>(20, 30, 220);
        subtractor.Apply(scene, mask, 0.1);

        Assert.Equal((255, 0), (mask.Get<byte>(20, 30), mask.Get<byte>(5, 5)));
    }

    [Fact]
    public void What_cannot_be_opened_is_not_open()
    {
        using var stream = new VideoCapture("/nowhere/a.avi", VideoCaptureAPIs.FFMPEG, [53, 1000, 54, 1000]);
        using var camera = new VideoCapture(99, VideoCaptureAPIs.V4L2);

        Assert.False(stream.IsOpened() || camera.IsOpened());
        Assert.Equal((6, 8), ((int)VideoCaptureProperties.FourCC, (int)VideoCaptureProperties.Format));
    }
}
