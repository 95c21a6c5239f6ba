using ReId.EndToEnd.Tests.Footage;
using ReId.EndToEnd.Tests.Running;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Commands;

/// <summary>Bad input as users meet it: one clear sentence or a counted skip, and nothing stored is lost.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_empty_folder_is_named()
    {
        var empty = Directory.CreateDirectory(_folder.File("empty")).FullName;

        var result = await Reid.RunAsync("ingest", empty, "--data", _folder.File("gallery"), "--detector", "none");

        result.FailedWith(1, empty, "no images");
        Assert.False(Directory.Exists(_folder.File("gallery")));
    }

    [Fact]
    public async Task A_file_that_is_no_checkpoint_is_named_and_nothing_is_written()
    {
        var file = _folder.File("notes.pth");
        await File.WriteAllTextAsync(file, "these are no weights", TestContext.Current.CancellationToken);

        var result = await Reid.RunAsync("models", "import", file, "--arch", "osnet_x0_25", "--out", _folder.File("m.safetensors"));

        result.FailedWith(1, file, "checkpoint");
        Assert.False(File.Exists(_folder.File("m.safetensors")));
    }

    [Fact]
    public async Task Weights_of_another_architecture_are_listed()
    {
        var checkpoint = RepositoryPaths.Golden("checkpoints/tiny_zip.pth");

        var result = await Reid.RunAsync("models", "import", checkpoint, "--arch", "osnet_x0_25", "--out", _folder.File("m.safetensors"));

        result.FailedWith(1, "osnet_x0_25", "conv1.conv.weight", "fc.weight");
        Assert.False(File.Exists(_folder.File("m.safetensors")));
    }

    [Fact]
    public async Task A_corrupt_image_among_good_ones_is_skipped_and_counted()
    {
        var pictures = _folder.File("pictures");
        GeneratedFootage.Folder(pictures, people: 3, each: 2);
        await File.WriteAllTextAsync(Path.Combine(pictures, "01_99.png"), "no picture", TestContext.Current.CancellationToken);

        var features = await Reid.RunAsync("features", "--weights", "colour", "--images", pictures, "--out", _folder.File("f.npy"));
        var ingest = await Reid.RunAsync("ingest", pictures, "--detector", "none", "--data", _folder.File("gallery"));

        features.Succeeded();
        Assert.Contains("6 vectors", features.Output, StringComparison.Ordinal);
        Assert.Contains("1 skipped", features.Output, StringComparison.Ordinal);
        Assert.Contains("01_99.png", features.Error, StringComparison.Ordinal);
        ingest.Succeeded();
        Assert.Contains("01_99.png", ingest.Output, StringComparison.Ordinal);
        Assert.Contains("6 crops", ingest.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truncated_video_gives_what_is_in_it_and_a_warning()
    {
        var whole = _folder.File("whole.avi");
        GeneratedFootage.Video(whole, frames: 60);
        var bytes = await File.ReadAllBytesAsync(whole, TestContext.Current.CancellationToken);
        var cut = _folder.File("cut.avi");
        await File.WriteAllBytesAsync(cut, bytes[..(bytes.Length / 2)], TestContext.Current.CancellationToken);

        var result = await Reid.RunAsync("ingest", cut, "--detector", "none", "--fps", "5", "--data", _folder.File("gallery"));

        result.Succeeded();
        Assert.Contains("warning:", result.Output, StringComparison.Ordinal);
        Assert.Contains("cut.avi", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" 0 crops", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gallery_of_a_newer_version_is_refused_and_left_alone()
    {
        var gallery = await IngestedGalleryAsync();
        var format = Path.Combine(gallery, "gallery.json");
        var newer = (await File.ReadAllTextAsync(format, TestContext.Current.CancellationToken)).Replace("1", "99", StringComparison.Ordinal);
        await File.WriteAllTextAsync(format, newer, TestContext.Current.CancellationToken);

        var result = await Reid.RunAsync("gallery", "stats", "--data", gallery);

        result.FailedWith(1, gallery, "newer");
        Assert.Equal(newer, await File.ReadAllTextAsync(format, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_processes_on_one_gallery_are_told_apart_by_the_holder()
    {
        var gallery = await IngestedGalleryAsync();
        var endless = _folder.File("endless.avi");
        GeneratedFootage.Video(endless, frames: 3000);
        using var holder = Reid.Start([], "ingest", endless, "--detector", "hog", "--fps", "10", "--data", gallery);
        try
        {
            await HoldsAsync(gallery, holder);

            var second = await Reid.RunAsync("gallery", "stats", "--data", gallery);

            second.FailedWith(1, gallery, "process");
        }
        finally
        {
            holder.Kill(entireProcessTree: true);
            await holder.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        // The holder was killed: the lock is gone with it, and what it had stored is there.
        var after = await Reid.RunAsync("gallery", "stats", "--data", gallery);
        after.Succeeded();
        Assert.Contains("crops of camera pictures", after.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_does_not_replace_a_gallery_that_it_did_not_make()
    {
        var gallery = await IngestedGalleryAsync();

        var result = await Reid.RunAsync("demo", "--exit", "--detector", "none", "--video", _folder.File("pictures"), "--out", _folder.Path);

        result.FailedWith(1, gallery, "--out");
        (await Reid.RunAsync("gallery", "stats", "--data", gallery)).Succeeded();
    }

    [Fact]
    public async Task A_full_disk_ends_the_work_with_one_sentence_and_keeps_what_is_stored()
    {
        using var disk = await SmallDisk.MountAsync(_folder.File("disk"), megabytes: 2);
        Assert.SkipWhen(disk is null, "only root can mount a small disk");
        var gallery = _folder.File("disk", "gallery");
        GeneratedFootage.Folder(_folder.File("few"), people: 2, each: 2);
        GeneratedFootage.Folder(_folder.File("many"), people: 60, each: 20);
        (await Reid.RunAsync("ingest", _folder.File("few"), "--detector", "none", "--data", gallery)).Succeeded();

        var full = await Reid.RunAsync("ingest", _folder.File("many"), "--detector", "none", "--data", gallery);

        full.FailedWith(1, "disk", "full");
        await disk.GrowAsync(megabytes: 64);
        var stats = await Reid.RunAsync("gallery", "stats", "--data", gallery);
        stats.Succeeded();
        Assert.Matches(@"crops of camera few\s+4\b", stats.Output);
    }

    [Theory]
    [InlineData(2, "--k", "search", "--k", "0", "--crop", "01a203f8-2666-7646-95c4-976809ce045c")]
    [InlineData(2, "exactly one of --image, --crop and --vector", "search")]
    [InlineData(1, "is not a gallery", "search", "--data", "/nowhere", "--crop", "01a203f8-2666-7646-95c4-976809ce045c")]
    [InlineData(2, "--arch", "models", "import", "/etc/hostname", "--out", "/tmp/m.safetensors")]
    [InlineData(2, "choose one of osnet_x0_25", "models", "import", "/etc/hostname", "--arch", "vgg", "--out", "/tmp/m.safetensors")]
    [InlineData(1, "does not exist", "ingest", "/nowhere/video.avi")]
    [InlineData(2, "choose one of boxes, hog, nanodet, none, onnx, yolox", "ingest", "/etc", "--detector", "yolo")]
    public async Task A_wrong_command_line_gets_one_sentence(int exitCode, string piece, params string[] arguments)
    {
        var result = await Reid.RunAsync(arguments);

        result.FailedWith(exitCode, piece);
    }

    private static async Task HoldsAsync(string gallery, System.Diagnostics.Process holder)
    {
        while (!File.Exists(Path.Combine(gallery, "gallery.pid")))
        {
            Assert.False(holder.HasExited, "the first process ended before it opened the gallery");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private async Task<string> IngestedGalleryAsync()
    {
        var pictures = _folder.File("pictures");
        GeneratedFootage.Folder(pictures, people: 2, each: 2);
        var gallery = _folder.File("gallery");
        (await Reid.RunAsync("ingest", pictures, "--detector", "none", "--data", gallery)).Succeeded();
        return gallery;
    }
}
