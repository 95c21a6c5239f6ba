using OpenCvSharp;
using ReId.Contracts;
using ReId.Ingest.Sources;
using ReId.Ingest.Tests.Support;
using ReId.Testing;

namespace ReId.Ingest.Tests.Sources;

public sealed class NumberedFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task They_are_read_by_number_and_a_gap_is_time_that_passed()
    {
        Make("f_9.png", "f_10.png", "f_12.png", "f_x.png", "g_11.png");
        using var source = FrameSources.Open(_folder.File("f_%d.png"), new FrameSourceOptions { FolderFps = 10 });

        var frames = await FrameFacts.ReadAllAsync(source);

        Assert.Equal([0, 1, 3], frames.Select(frame => frame.Number));
        Assert.Equal(TimeSpan.FromSeconds(0.3), frames[2].Timestamp - frames[0].Timestamp);
        Assert.Equal(("f", true), (source.Camera, source.IsSequence));
        Assert.Empty(source.Warnings);
    }

    [Fact]
    public void A_rate_that_nobody_gave_is_said()
    {
        Make("f_01.png", "f_02.png");

        using var source = FrameSources.Open(_folder.File("f_%02d.png"));

        Assert.Contains("is taken for 25 pictures a second: give folder-fps", Assert.Single(source.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_that_nothing_fits_is_refused()
    {
        Make("f_1.png");

        var error = Assert.Throws<ReIdException>(() => FrameSources.Open(_folder.File("f_%04d.png")));

        Assert.StartsWith("No file fits ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_whose_name_looks_like_a_pattern_is_a_folder()
    {
        Directory.CreateDirectory(_folder.File("a%d"));
        Make("a%d/1.png");
        using var source = FrameSources.Open(_folder.File("a%d"));

        Assert.Single(await FrameFacts.ReadAllAsync(source));
        Assert.False(source.IsSequence);
    }

    private void Make(params string[] names)
    {
        using var image = new Mat(8, 8, MatType.CV_8UC3, Scalar.All(50));
        foreach (var name in names)
        {
            Assert.True(Cv2.ImWrite(_folder.File(name), image));
        }
    }
}
