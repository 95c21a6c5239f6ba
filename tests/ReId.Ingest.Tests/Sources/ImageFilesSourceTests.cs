using OpenCvSharp;
using ReId.Contracts;
using ReId.Ingest.Sources;
using ReId.Ingest.Tests.Support;
using ReId.Testing;

namespace ReId.Ingest.Tests.Sources;

public sealed class ImageFilesSourceTests : IDisposable
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Images_come_by_name_and_other_files_are_left_alone()
    {
        Footage.Image(_folder.File("b.PNG".ToLowerInvariant()), color: Scalar.All(2));
        Footage.Image(_folder.File("a.bmp"), color: Scalar.All(1));
        File.WriteAllText(_folder.File("readme.txt"), "words");
        File.SetLastWriteTimeUtc(_folder.File("a.bmp"), s_start.UtcDateTime);
        using var source = FrameSources.Open(_folder.Path);

        var frames = await FrameFacts.ReadAllAsync(source);

        Assert.Equal([1, 2], frames.Select(f => f.Value));
        Assert.Equal((s_start, Path.GetFileName(_folder.Path)), (frames[0].Timestamp, frames[0].Camera));
        Assert.Equal((false, 2L), (source.IsSequence, source.ExpectedFrames!.Value));
    }

    [Fact]
    public async Task A_frame_rate_makes_a_folder_a_sequence()
    {
        for (var i = 0; i < 6; i++)
        {
            Footage.Image(_folder.File($"{i}.png"), color: Scalar.All(i));
        }

        using var source = FrameSources.Open(
            _folder.Path + Path.DirectorySeparatorChar, new FrameSourceOptions { FolderFps = 4, Fps = 2, Start = s_start });
        var frames = await FrameFacts.ReadAllAsync(source);

        Assert.Equal((true, 3L), (source.IsSequence, source.ExpectedFrames!.Value));
        Assert.Equal([0, 2, 4], frames.Select(f => f.Value));
        Assert.Equal([0, 0.5, 1], frames.Select(f => (f.Timestamp - s_start).TotalSeconds));
    }

    [Theory]
    [InlineData(null, null, 0.0)]
    [InlineData(null, 2.0, 0.5)]
    [InlineData(0.5, 2.0, 2.0)]
    [InlineData(8.0, 2.0, 0.5)]
    [InlineData(1e-300, 2.0, 1e8)]
    public void The_time_between_frames_is_what_sampling_leaves(double? fps, double? folderFps, double seconds)
    {
        Footage.Image(_folder.File("1.png"));
        using var source = FrameSources.Open(_folder.Path, new FrameSourceOptions { Fps = fps, FolderFps = folderFps });

        Assert.Equal(TimeSpan.FromSeconds(seconds), source.Interval);
    }

    [Fact]
    public async Task What_does_not_decode_is_skipped_counted_and_logged()
    {
        Footage.Image(_folder.File("1.png"));
        File.WriteAllBytes(_folder.File("2.png"), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        File.WriteAllBytes(_folder.File("3.jpg"), []);
        Footage.Image(_folder.File("4.jpg"), 128, 256);
        var jpeg = File.ReadAllBytes(_folder.File("4.jpg"));
        File.WriteAllBytes(_folder.File("4.jpg"), jpeg[..(jpeg.Length / 2)]);
        Footage.Image(_folder.File("5.jpg"));
        var log = new ListLogger();
        using var source = FrameSources.Open(_folder.Path, null, log);

        var frames = await FrameFacts.ReadAllAsync(source);

        Assert.Equal([0, 4], frames.Select(f => f.Number));
        Assert.Equal((3, 3, 3), (source.Skipped, source.Warnings.Count, log.Messages.Count));
        Assert.Contains("its content is not an image", source.Warnings[0]);
        Assert.Contains("empty", source.Warnings[1]);
        Assert.Contains("cut off", source.Warnings[2]);
    }

    [Fact]
    public async Task A_header_that_claims_gigapixels_is_skipped_before_anything_is_allocated()
    {
        Footage.Image(_folder.File("1.png"));
        var huge = File.ReadAllBytes(Footage.Image(_folder.File("2.bmp")));
        BitConverter.GetBytes(60_000).CopyTo(huge, 18);
        BitConverter.GetBytes(60_000).CopyTo(huge, 22);
        File.WriteAllBytes(_folder.File("2.bmp"), huge);
        var log = new ListLogger();
        using var source = FrameSources.Open(_folder.Path, null, log);

        Assert.Single(await FrameFacts.ReadAllAsync(source));

        Assert.Equal(1, source.Skipped);
        Assert.Contains("at most 64 megapixels", Assert.Single(source.Warnings));
        Assert.Contains("60000×60000", Assert.Single(log.Messages));
    }

    [Fact]
    public async Task A_folder_of_which_nothing_decodes_is_one_sentence()
    {
        File.WriteAllText(_folder.File("1.png"), "no image");
        File.WriteAllText(_folder.File("2.png"), "no image either");
        using var source = FrameSources.Open(_folder.Path);

        var error = await Assert.ThrowsAsync<ReIdException>(() => FrameFacts.ReadAllAsync(source));

        Assert.StartsWith($"None of the 2 images in {_folder.Path} can be decoded", error.Message);
    }

    [Fact]
    public void An_empty_folder_is_one_sentence()
    {
        var error = Assert.Throws<ReIdException>(() => FrameSources.Open(_folder.Path));

        Assert.StartsWith($"The folder {_folder.Path} holds no images", error.Message);
    }

    [Fact]
    public async Task A_single_image_is_a_source_of_its_own()
    {
        using var source = FrameSources.Open(Footage.Image(_folder.File("query.png")));

        Assert.Equal("query", Assert.Single(await FrameFacts.ReadAllAsync(source)).Camera);
    }

    [Fact]
    public async Task A_single_image_that_does_not_decode_is_one_sentence()
    {
        var path = _folder.File("query.png");
        File.WriteAllText(path, "no image");
        using var source = FrameSources.Open(path);

        var error = await Assert.ThrowsAsync<ReIdException>(() => FrameFacts.ReadAllAsync(source));

        Assert.StartsWith($"{path} is not an image", error.Message);
    }

    [Fact]
    public void What_does_not_exist_is_one_sentence()
    {
        var path = _folder.File("absent.avi");

        Assert.StartsWith($"{path} does not exist", Assert.Throws<ReIdException>(() => FrameSources.Open(path)).Message);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_rate_that_is_none_is_one_sentence(double fps)
    {
        Footage.Image(_folder.File("1.png"));

        var sampled = Assert.Throws<ReIdException>(() => FrameSources.Open(_folder.Path, new FrameSourceOptions { Fps = fps }));
        var captured = Assert.Throws<ReIdException>(() => FrameSources.Open(_folder.Path, new FrameSourceOptions { FolderFps = fps }));

        Assert.StartsWith("fps is ", sampled.Message);
        Assert.StartsWith("folder-fps is ", captured.Message);
    }

    [Fact]
    public void A_camera_without_a_name_is_one_sentence() =>
        Assert.Contains("camera's name", Assert.Throws<ReIdException>(
            () => FrameSources.Open(_folder.Path, new FrameSourceOptions { Camera = " " })).Message);
}
