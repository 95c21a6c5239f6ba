using OpenCvSharp;
using ReId.Testing;

namespace ReId.Bindings.OpenCv.Tests.Video;

public sealed class VideoTests : IDisposable
{
    private const int Frames = 12;
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public VideoTests()
    {
        _path = _folder.File("grey.avi");
        using var writer = new VideoWriter(_path, FourCC.MJPG, 10, new Size(64, 48));
        Assert.True(writer.IsOpened());
        for (var i = 0; i < Frames; i++)
        {
            using var frame = new Mat(48, 64, MatType.CV_8UC3, Scalar.All(20 * i));
            writer.Write(frame);
        }

        writer.Release();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_written_is_read_in_order()
    {
        using var capture = new VideoCapture(_path);
        using var frame = new Mat();

        Assert.True(capture.IsOpened());
        Assert.Equal((10.0, Frames), (capture.Fps, capture.FrameCount));
        for (var i = 0; i < Frames; i++)
        {
            Assert.True(capture.Read(frame));
            Assert.InRange(frame.Get<byte>(20, 20), (20 * i) - 2, (20 * i) + 2);
        }

        Assert.False(capture.Read(frame));
        Assert.True(frame.Empty());
    }

    [Fact]
    public void Grabbing_skips_a_frame()
    {
        using var capture = new VideoCapture();
        Assert.False(capture.IsOpened());
        Assert.True(capture.Open(_path, VideoCaptureAPIs.ANY));
        using var frame = new Mat();

        Assert.True(capture.Grab());
        Assert.True(capture.Grab());
        Assert.True(capture.Retrieve(frame));

        Assert.InRange(frame.Get<byte>(20, 20), 18, 22);
        Assert.Equal(2, capture.Get(VideoCaptureProperties.PosFrames));
        Assert.InRange(capture.Get(VideoCaptureProperties.PosMsec), 99, 101);
    }

    [Fact]
    public void A_frame_survives_the_next_read()
    {
        using var capture = new VideoCapture(_path);
        using var first = new Mat();
        using var second = new Mat();

        Assert.True(capture.Read(first) && capture.Read(second) && capture.Read(second));

        Assert.InRange(first.Get<byte>(20, 20), 0, 2);
    }

    [Fact]
    public void Positions_and_properties_can_be_set()
    {
        using var capture = new VideoCapture(_path);
        using var frame = new Mat();

        Assert.True(capture.Set(VideoCaptureProperties.PosFrames, 5));
        Assert.True(capture.Read(frame));
        Assert.InRange(frame.Get<byte>(20, 20), 98, 102);
        Assert.Equal(new Size(64, 48), frame.Size());
        Assert.True(capture.Set(VideoCaptureProperties.PosMsec, 300));
        Assert.Equal(3, capture.Get(VideoCaptureProperties.PosFrames));
    }

    [Fact]
    public void Releasing_closes_the_file()
    {
        using var capture = new VideoCapture(_path);

        capture.Release();

        Assert.False(capture.IsOpened());
        Assert.False(capture.Grab());
    }

    [Fact]
    public void What_is_no_video_does_not_open()
    {
        var path = _folder.File("text.avi");
        File.WriteAllText(path, "no video");
        using var text = new VideoCapture(path);
        using var absent = new VideoCapture(_folder.File("absent.avi"));

        Assert.False(text.IsOpened());
        Assert.False(absent.IsOpened());
    }

    [Fact]
    public void A_writer_without_a_folder_does_not_open()
    {
        using var writer = new VideoWriter();

        Assert.False(writer.Open(_folder.File("no", "folder.avi"), FourCC.MJPG, 10, new Size(64, 48)));
        Assert.False(writer.IsOpened());
    }

    [Fact]
    public void A_disposed_capture_is_refused()
    {
        var capture = new VideoCapture(_path);
        capture.Dispose();

        Assert.Throws<ObjectDisposedException>(() => capture.Grab());
        Assert.Equal(0, LiveHandles.Count);
    }
}
