using System.Net;
using OpenCvSharp;
using ReId.Bindings;
using ReId.Ingest.Sources;
using ReId.Ingest.Sources.Live;
using ReId.Ingest.Tests.Support;
using ReId.Testing.Cameras;

namespace ReId.Ingest.Tests.Sources.Live;

/// <summary>What goes wrong with cameras that do answer.</summary>
public sealed class LiveFailureTests
{
    private static readonly LiveOptions s_quick = new()
    {
        StallTimeout = TimeSpan.FromSeconds(5),
        FirstDelay = TimeSpan.FromMilliseconds(10),
        MaxDelay = TimeSpan.FromMilliseconds(50),
    };

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_RTSP_camera_with_a_password_is_read_and_its_password_told_to_nobody()
    {
        await using var camera = new RtspCamera(Changing, login: new NetworkCredential("ann", "s3cret"));
        var log = new ListLogger();
        using var source = FrameSources.Open(camera.Url, new FrameSourceOptions { Live = s_quick }, log);
        await using var frames = source.ReadAsync(Test).GetAsyncEnumerator(Test);

        Assert.Equal(new Size(64, 48), await NextAsync(frames));
        camera.HangUp();
        while (camera.Connections < 2 || source.Reconnects < 1)
        {
            await NextAsync(frames);
        }

        await EndAsync(source, frames);
        Assert.Contains(log.Messages, message => message.StartsWith("Warning: ", StringComparison.Ordinal));
        Assert.Contains(log.Messages, message => message.StartsWith("Information: ", StringComparison.Ordinal));
        Assert.DoesNotContain("s3cret", string.Concat(log.Messages) + source.Camera + source.State, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_camera_that_repeats_one_picture_is_opened_again()
    {
        await using var camera = new HttpCamera(_ => Jpeg(7));
        var log = new ListLogger();
        using var source = FrameSources.Open(
            camera.Url, new FrameSourceOptions { Live = s_quick with { FreezeTimeout = TimeSpan.FromMilliseconds(200) } }, log);
        await using var frames = source.ReadAsync(Test).GetAsyncEnumerator(Test);

        while (camera.Connections < 2)
        {
            await NextAsync(frames);
        }

        await EndAsync(source, frames);
        Assert.Contains(log.Messages, message => message.Contains("the very same picture", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_camera_that_is_too_fast_the_oldest_frames_are_dropped_and_counted()
    {
        await using var camera = new HttpCamera(Changing, 100);
        using var source = FrameSources.Open(camera.Url, new FrameSourceOptions { Live = s_quick });
        await using var frames = source.ReadAsync(Test).GetAsyncEnumerator(Test);
        await NextAsync(frames);
        var handles = LiveHandles.Count;

        while (source.Dropped < 50)
        {
            await Task.Yield();
        }

        Assert.InRange(LiveHandles.Count, 0, handles + 8);
        Assert.True(await frames.MoveNextAsync());
        using (var frame = frames.Current)
        {
            Assert.True(frame.Number >= 50);
        }

        await EndAsync(source, frames);
    }

    [Fact]
    public async Task A_native_call_that_hangs_is_abandoned_and_the_camera_opened_again()
    {
        using var hang = new ManualResetEventSlim();
        var opened = 0;
        using (var source = new LiveSource(
            CameraAddress.TryParse("rtsp://127.0.0.1/x")!, "yard",
            new FrameSourceOptions { Live = s_quick with { StallTimeout = TimeSpan.FromMilliseconds(100) } },
            new ListLogger(),
            () => Interlocked.Increment(ref opened) == 1 ? new HungCapture(hang) : new SteadyCapture()))
        {
            await using var frames = source.ReadAsync(Test).GetAsyncEnumerator(Test);

            await NextAsync(frames);

            Assert.Equal(2, opened);
            Assert.Equal(1, source.Reconnects);
            hang.Set();
            await EndAsync(source, frames);
        }
    }

    private static byte[] Changing(int number) => Jpeg(number % 200);

    private static byte[] Jpeg(int grey)
    {
        using var image = new Mat(48, 64, MatType.CV_8UC3, Scalar.All(grey));
        return image.ImEncode(".jpg");
    }

    private static async Task<Size> NextAsync(IAsyncEnumerator<Frame> frames)
    {
        Assert.True(await frames.MoveNextAsync());
        using var frame = frames.Current;
        return frame.Image.Size();
    }

    private static async Task EndAsync(IFrameSource source, IAsyncEnumerator<Frame> frames)
    {
        source.Stop();
        while (await frames.MoveNextAsync())
        {
            frames.Current.Dispose();
        }
    }

    private sealed class HungCapture(ManualResetEventSlim hang) : ILiveCapture
    {
        public bool Grab()
        {
            hang.Wait(CancellationToken.None);
            return false;
        }

        public Mat? Retrieve() => null;

        public void Dispose()
        {
        }
    }

    private sealed class SteadyCapture : ILiveCapture
    {
        private int _frames;

        // As fast as it is asked, but not for ever: the thread must end although nobody abandons it.
        public bool Grab() => ++_frames < 1_000_000;

        public Mat Retrieve() => new(4, 4, MatType.CV_8UC3, Scalar.All(_frames % 200));

        public void Dispose()
        {
        }
    }
}
