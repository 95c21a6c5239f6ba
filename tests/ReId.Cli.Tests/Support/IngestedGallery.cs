using ReId.Index;
using ReId.Testing;

namespace ReId.Cli.Tests.Support;

/// <summary>
/// A gallery that <c>reid ingest</c> made of two generated cameras: "yard" has three people, each seen once, a minute
/// apart from 10:00; "gate" saw the red one for four seconds from 12:00.
/// </summary>
public sealed class IngestedGallery : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public string Data => _folder.File("gallery");

    public string NewFile(string name) => _folder.File($"{Guid.NewGuid():N}-{name}");

    public async ValueTask InitializeAsync()
    {
        var day = new DateTime(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc);
        var yard = Pictures.Folder(
            _folder.File("yard"), day.AddHours(10),
            (Pictures.Red, Pictures.Grey), (Pictures.Green, Pictures.Grey), (Pictures.Blue, Pictures.Grey));
        var gate = Pictures.Folder(_folder.File("gate"), day, [.. Enumerable.Repeat((Pictures.Red, Pictures.Grey), 4)]);
        (await Reid.RunAsync("ingest", yard, "--data", Data, "--detector", "none")).Succeeded();
        (await Reid.RunAsync(
            "ingest", gate, "--data", Data, "--detector", "none", "--folder-fps", "1", "--start", "2026-05-01T12:00:00Z")).Succeeded();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal async Task<IReadOnlyList<GalleryCrop>> CropsAsync()
    {
        await using var gallery = await OpenAsync();
        return await gallery.ListCropsAsync(new CropListing(), TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    internal Task<Gallery> OpenAsync() =>
        Gallery.OpenAsync(new GalleryOptions { Directory = Data }, cancellationToken: TestContext.Current.CancellationToken);
}
