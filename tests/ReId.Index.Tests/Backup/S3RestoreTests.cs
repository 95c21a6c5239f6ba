using ReId.Index.Backup;
using ReId.Index.Blobs;
using ReId.Index.Tests.GalleryTests;
using ReId.Index.Tests.Support;
using ReId.Testing;

namespace ReId.Index.Tests.BackupTests;

/// <summary>A backup restored with its pictures into a bucket.</summary>
public sealed class S3RestoreTests(S3Server server) : GalleryTest
{
    private readonly TemporaryFolder _elsewhere = new();

    [Fact]
    public async Task Pictures_go_into_the_bucket_also_after_a_kill()
    {
        var entries = Sample.Town(25);
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(entries, Token);
            await GalleryBackup.RunAsync(Directory, _elsewhere.File("backup"), Token);
        }

        var target = new GalleryOptions { Directory = _elsewhere.File("restored"), Pictures = await server.PlaceAsync(), SearchThreads = 1 };
        var options = new RestoreOptions { Backup = _elsewhere.File("backup"), Directory = target.Directory, Pictures = target.Pictures };
        await Assert.ThrowsAsync<NotSupportedException>(() => GalleryRestore.RunAsync(options with { After = _ => throw new NotSupportedException() }, Token));
        Assert.False(System.IO.Directory.Exists(target.Directory));

        Assert.Equal(25, (await GalleryRestore.RunAsync(options, Token)).Crops);

        using var bucket = new S3BlobStore(target.Pictures!);
        Assert.Equal(25, await bucket.ListAsync(Token).CountAsync(Token));
        Assert.False(System.IO.Directory.Exists(_elsewhere.File("restored", "blobs")));
        await using var again = await Index.Gallery.OpenAsync(target, cancellationToken: Token);
        foreach (var entry in entries)
        {
            Assert.Equal(entry.Crop.Image.Data, await again.ReadImageAsync(entry.Crop.CropId, Token));
        }
    }

    protected override void Dispose(bool disposing)
    {
        _elsewhere.Dispose();
        base.Dispose(disposing);
    }
}
