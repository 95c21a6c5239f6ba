using ReId.Cli.Demo;
using ReId.Contracts;
using ReId.Index;
using ReId.Testing;

namespace ReId.Cli.Tests.Demo;

public sealed class DemoFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_new_folder_is_made()
    {
        var demo = new DemoFolder(_folder.File("out"));
        await demo.PrepareAsync(TestContext.Current.CancellationToken);

        Assert.True(Directory.Exists(demo.Path));
        Assert.Equal(_folder.File("out", "summary.json"), demo.Summary);
        Assert.Equal(_folder.File("out", "gallery"), demo.Gallery);
    }

    [Fact]
    public async Task An_earlier_run_is_removed_and_nothing_else()
    {
        await new DemoFolder(_folder.Path).PrepareAsync(TestContext.Current.CancellationToken);
        Write("summary.json");
        Write("query-01.jpg");
        Write("query.txt");
        Write("holiday.jpg");
        await (await OpenGalleryAsync()).DisposeAsync();

        await new DemoFolder(_folder.Path).PrepareAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            [".made-by-reid-demo", "holiday.jpg", "query.txt"],
            Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_an_interrupted_removal_left_is_removed_too()
    {
        await new DemoFolder(_folder.Path).PrepareAsync(TestContext.Current.CancellationToken);
        Directory.CreateDirectory(_folder.File("gallery"));
        Write("gallery/gallery.db");

        await new DemoFolder(_folder.Path).PrepareAsync(TestContext.Current.CancellationToken);

        Assert.False(Directory.Exists(_folder.File("gallery")));
    }

    [Fact]
    public async Task A_gallery_that_no_demo_made_is_kept()
    {
        await (await OpenGalleryAsync()).DisposeAsync();

        var error = Assert.Throws<ReIdException>(() => new DemoFolder(_folder.Path));

        Assert.Contains("not made by a demo", error.Message, StringComparison.Ordinal);
        Assert.True(Gallery.Exists(_folder.File("gallery")));
    }

    [Fact]
    public async Task A_gallery_that_is_open_is_kept()
    {
        var demo = new DemoFolder(_folder.Path);
        await demo.PrepareAsync(TestContext.Current.CancellationToken);
        Write("summary.json");
        await using var open = await OpenGalleryAsync();

        var error = await Assert.ThrowsAsync<ReIdException>(() => demo.PrepareAsync(TestContext.Current.CancellationToken));

        Assert.Contains("in use by process", error.Message, StringComparison.Ordinal);
        Assert.True(Gallery.Exists(demo.Gallery));
        Assert.True(File.Exists(demo.Summary));
    }

    [Fact]
    public void A_gallery_folder_that_is_none_keeps_everything()
    {
        Write("summary.json");
        Directory.CreateDirectory(_folder.File("gallery"));
        Write("gallery/holiday.jpg");

        var error = Assert.Throws<ReIdException>(() => new DemoFolder(_folder.Path));

        Assert.Contains(_folder.File("gallery"), error.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("summary.json")));
        Assert.True(File.Exists(_folder.File("gallery", "holiday.jpg")));
    }

    [Fact]
    public void A_file_in_place_of_the_folder_is_wrong_usage()
    {
        Write("out");

        var error = Assert.Throws<UsageException>(() => new DemoFolder(_folder.File("out")));

        Assert.Contains("is a file", error.Message, StringComparison.Ordinal);
    }

    private Task<Gallery> OpenGalleryAsync() => Gallery.OpenAsync(
        new GalleryOptions { Directory = _folder.File("gallery") }, cancellationToken: TestContext.Current.CancellationToken);

    private void Write(string name) => File.WriteAllText(_folder.File(name), "");
}
