using OpenCvSharp;
using ReId.Contracts;
using ReId.Ingest.Sources;
using ReId.Ingest.Tests.Support;
using ReId.Testing.Cameras;

namespace ReId.Ingest.Tests.Sources.Live;

/// <summary>A camera on the network, with what cameras do.</summary>
public sealed class LiveSourceTests
{
    private static readonly LiveOptions s_quick = new()
    {
        StallTimeout = TimeSpan.FromSeconds(1),
        FirstDelay = TimeSpan.FromMilliseconds(10),
        MaxDelay = TimeSpan.FromMilliseconds(50),
    };

    private int _width = 64;
    private volatile bool _silent;

    [Fact]
    public async Task A_camera_that_hangs_up_stalls_or_goes_away_comes_back()
    {
        await using var camera = new HttpCamera(Picture);
        using var source = FrameSources.Open(camera.Url, new FrameSourceOptions { Live = s_quick });
        await using var frames = source.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        await NextAsync(frames);
        camera.HangUp();
        await UntilConnectedAgainAsync(camera, frames, 2);
        _silent = true;
        while (camera.Connections < 3)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        _silent = false;
        await UntilConnectedAgainAsync(camera, frames, 3);
        await camera.SwitchOffAsync();
        camera.SwitchOn();
        await UntilConnectedAgainAsync(camera, frames, 4);

        Assert.True(source.IsLive && source.Reconnects >= 3);
        source.Stop();
        while (await frames.MoveNextAsync())
        {
            frames.Current.Dispose();
        }
    }

    [Fact]
    public async Task Another_resolution_arrives_whole()
    {
        await using var camera = new HttpCamera(Picture);
        using var source = FrameSources.Open(camera.Url, new FrameSourceOptions { Live = s_quick });
        await using var frames = source.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.Equal(64, await NextAsync(frames));

        _width = 128;

        while (await NextAsync(frames) != 128)
        {
            // Frames of the old size are on their way.
        }

        Assert.Equal(1, camera.Connections);
    }

    [Fact]
    public async Task A_camera_that_never_answers_is_given_up_after_the_attempts_asked_for()
    {
        using var source = FrameSources.Open(
            "http://admin:geheim@127.0.0.1:9/video?token=t0p", new FrameSourceOptions { Live = s_quick with { MaxAttempts = 2 } });

        var error = await Assert.ThrowsAsync<ReIdException>(() => FrameFacts.ReadAllAsync(source));

        Assert.StartsWith("http://***@127.0.0.1:9/video?token=*** was given up after 2 attempt(s)", error.Message);
        Assert.DoesNotContain("geheim", error.Message + source.Camera + source.State);
    }

    [Theory]
    [InlineData("0", "webcam0")]
    [InlineData("webcam:2", "webcam2")]
    [InlineData("/dev/video1", "webcam1")]
    [InlineData("rtsp://u:p@10.0.0.5:8554/cam/live?channel=1&subtype=0", "10.0.0.5-8554-cam-live-channel=1-subtype=0")]
    public void Cameras_are_named_without_secrets(string path, string name)
    {
        using var source = FrameSources.Open(path);

        Assert.Equal((name, true), (source.Camera, source.IsLive));
    }

    private byte[]? Picture(int number)
    {
        if (_silent)
        {
            return null;
        }

        using var image = new Mat(48, _width, MatType.CV_8UC3, Scalar.All(number % 200));
        return image.ImEncode(".jpg");
    }

    private static async Task<int> NextAsync(IAsyncEnumerator<Frame> frames)
    {
        Assert.True(await frames.MoveNextAsync());
        using var frame = frames.Current;
        return frame.Image.Width;
    }

    private static async Task UntilConnectedAgainAsync(HttpCamera camera, IAsyncEnumerator<Frame> frames, int connections)
    {
        do
        {
            await NextAsync(frames);
        }
        while (camera.Connections < connections);
    }
}
