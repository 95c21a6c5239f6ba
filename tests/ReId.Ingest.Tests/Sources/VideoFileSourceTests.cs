using ReId.Contracts;
using ReId.Ingest.Sources;
using ReId.Ingest.Tests.Support;
using ReId.Testing;

namespace ReId.Ingest.Tests.Sources;

public sealed class VideoFileSourceTests : IDisposable
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_frame_comes_in_order_with_its_time_and_camera()
    {
        using var source = FrameSources.Open(
            Footage.Video(_folder.File("gate.avi"), 20, 10), new FrameSourceOptions { Start = s_start });

        var frames = await FrameFacts.ReadAllAsync(source);

        Assert.Equal((20L, "gate", true), (source.ExpectedFrames!.Value, source.Camera, source.IsSequence));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (long)i), frames.Select(f => f.Number));
        Assert.All(frames, f => Assert.Equal((s_start + TimeSpan.FromSeconds(f.Number / 10.0), "gate"), (f.Timestamp, f.Camera)));
        Assert.All(frames, f => Assert.InRange(f.Value, (2 * f.Number) - 2, (2 * f.Number) + 2));
        Assert.Equal((0, 0), (source.Skipped, source.Warnings.Count));
    }

    [Theory]
    [InlineData(2.0, new long[] { 0, 5, 10, 15 })]
    [InlineData(2.5, new long[] { 0, 4, 8, 12, 16 })]
    [InlineData(3.0, new long[] { 0, 4, 7, 10, 14, 17 })]
    [InlineData(50.0, new long[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 })]
    public async Task Sampling_takes_the_first_frame_of_each_interval(double fps, long[] expected)
    {
        using var source = FrameSources.Open(
            Footage.Video(_folder.File("a.avi"), 20, 10), new FrameSourceOptions { Fps = fps, Camera = "door" });

        var frames = await FrameFacts.ReadAllAsync(source);

        Assert.Equal(expected, frames.Select(f => f.Number));
        Assert.All(frames, f => Assert.Equal("door", f.Camera));
        Assert.Equal(expected.Length, source.ExpectedFrames);
    }

    [Fact]
    public async Task Without_a_start_the_last_frame_is_as_old_as_the_file()
    {
        var path = Footage.Video(_folder.File("a.avi"), 20, 10);
        File.SetLastWriteTimeUtc(path, s_start.UtcDateTime);
        using var source = FrameSources.Open(path);

        var frames = await FrameFacts.ReadAllAsync(source);

        Assert.Equal(s_start - TimeSpan.FromSeconds(2), frames[0].Timestamp);
    }

    [Fact]
    public async Task A_truncated_video_gives_what_is_there_and_one_warning()
    {
        var path = Footage.Video(_folder.File("cut.avi"), 60, 10, 320, 240);
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(file.Length / 2);
        }

        var log = new ListLogger();
        using var source = FrameSources.Open(path, null, log);
        var frames = await FrameFacts.ReadAllAsync(source);

        Assert.InRange(frames.Count, 10, 50);
        var warning = Assert.Single(source.Warnings, w => w.Contains("truncated"));
        Assert.Contains(path, warning);
        Assert.Contains("announces 60 frames", warning);
        Assert.Contains($"Warning: {path} is truncated", Assert.Single(log.Messages, m => m.Contains("truncated")));
    }

    [Fact]
    public void A_file_that_is_no_video_is_one_sentence()
    {
        var path = _folder.File("notes.avi");
        File.WriteAllText(path, "not a video");

        var error = Assert.Throws<ReIdException>(() => FrameSources.Open(path));

        Assert.StartsWith($"{path} is not a video", error.Message);
    }

    [Fact]
    public async Task Cancelling_ends_the_reading()
    {
        using var source = FrameSources.Open(Footage.Video(_folder.File("a.avi"), 20, 10));
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var frame in source.ReadAsync(stop.Token))
            {
                frame.Dispose();
                await stop.CancelAsync();
            }
        });
    }
}
