using ReId.Contracts;
using ReId.Index.Backup;
using ReId.Index.Blobs;
using ReId.Index.Tests.GalleryTests;
using ReId.Index.Tests.Support;
using ReId.Testing.Servers;

namespace ReId.Index.Tests.BackupTests;

/// <summary>The backup of a gallery in PostgreSQL, and what is refused of one.</summary>
public sealed class PostgresBackupTests(PostgresServer server) : BackupContract
{
    protected override async Task<string?> DatabaseAsync() => await server.CreateDatabaseAsync(Token);

    [Fact]
    public async Task A_database_that_is_not_named_holds_nothing_or_is_absent_is_said()
    {
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(Sample.Town(3), Token);
        }

        await SaysAsync(null, "has no gallery.db", "REID_DATABASE");
        await SaysAsync(await server.CreateDatabaseAsync(Token), "holds no gallery");
        await SaysAsync("Host=127.0.0.1;Port=1;Database=reid;Username=me", "cannot be reached (");
        Assert.Empty(System.IO.Directory.GetFileSystemEntries(Elsewhere.Path));

        async Task SaysAsync(string? database, params string[] parts)
        {
            var failure = await Assert.ThrowsAnyAsync<ReIdException>(() => GalleryBackup.RunAsync(
                new GalleryOptions { Directory = Directory, Database = database }, Elsewhere.File("backup"), Token));
            Assert.All(parts, part => Assert.Contains(part, failure.Message, StringComparison.Ordinal));
        }
    }
}

/// <summary>The backup of a gallery with its pictures in a bucket.</summary>
public sealed class S3BackupTests(S3Server server) : BackupContract
{
    protected override async Task<S3Place?> PicturesAsync() => await server.PlaceAsync();

    [Fact]
    public async Task Another_place_of_pictures_and_a_lost_picture_are_said()
    {
        var entries = Sample.Town(5);
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(entries, Token);
            var crop = await gallery.FindCropAsync(entries[2].Crop.CropId, Token);
            await gallery.Blobs.DeleteAsync(crop!.BlobKey, Token);
        }

        var options = await OptionsAsync();
        var failure = await Assert.ThrowsAsync<ReIdException>(() => GalleryBackup.RunAsync(options with { Pictures = null }, Elsewhere.File("backup"), Token));
        Assert.Contains("has its pictures in s3://reid/gallery-", failure.Message, StringComparison.Ordinal);
        var made = await BackupAsync("backup");

        Assert.Equal((5, 1), (made.Head.Crops, made.Head.MissingPictures));
        Assert.False(System.IO.File.Exists(Elsewhere.File("backup", "pictures.place")));
        Assert.Equal(5, (await RestoreAsync("backup")).Crops);
    }
}

/// <summary>The backup of a gallery with nothing but the index in its directory.</summary>
public sealed class PostgresAndS3BackupTests(PostgresServer server, S3Server store) : BackupContract
{
    protected override async Task<string?> DatabaseAsync() => await server.CreateDatabaseAsync(Token);

    protected override async Task<S3Place?> PicturesAsync() => await store.PlaceAsync();
}
