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
    public void A_new_folder_is_made()
    {
        var demo = new DemoFolder(_folder.File("out"));

        Assert.True(Directory.Exists(demo.Path));
        Assert.Equal(_folder.File("out", "summary.json"), demo.Summary);
        Assert.Equal(_folder.File("out", "gallery"), demo.Gallery);
    }

    [Fact]
    public async Task An_earlier_run_is_removed_and_nothing_else()
    {
        Write("summary.json");
        Write("query-01.jpg");
        Write("query.txt");
        Write("holiday.jpg");
        await using (await Gallery.OpenAsync(
            new GalleryOptions { Directory = _folder.File("gallery") }, cancellationToken: TestContext.Current.CancellationToken))
        {
        }

        _ = new DemoFolder(_folder.Path);

        Assert.Equal(
            ["holiday.jpg", "query.txt"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order());
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

    private void Write(string name) => File.WriteAllText(_folder.File(name), "");
}
