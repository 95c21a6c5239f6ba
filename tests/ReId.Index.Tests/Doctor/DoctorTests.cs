using ReId.Contracts;
using ReId.Index.Blobs;
using ReId.Index.Doctor;
using ReId.Index.Tests.GalleryTests;
using ReId.Index.Tests.Support;
using ReId.Testing.Servers;

namespace ReId.Index.Tests.DoctorTests;

/// <summary>The doctor and SQLite.</summary>
public sealed class SqliteDoctorTests(PostgresServer server) : DoctorContract
{
    [Fact]
    public async Task A_database_of_another_gallery_is_not_looked_at()
    {
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(Sample.Town(3), Token);
        }

        var mistaken = new GalleryOptions { Directory = Directory, Database = await server.CreateDatabaseAsync(Token) };
        foreach (var ask in new Func<Task>[] { () => GalleryDoctor.RunAsync(mistaken, repair: true, Token), () => Index.Backup.GalleryBackup.RunAsync(mistaken, File("..", "copy"), Token) })
        {
            Assert.Contains("has its rows in its gallery.db", (await Assert.ThrowsAsync<ReIdException>(ask)).Message, StringComparison.Ordinal);
        }
    }
}

/// <summary>The doctor and PostgreSQL.</summary>
public sealed class PostgresDoctorTests(PostgresServer server) : DoctorContract
{
    protected override async Task<string?> DatabaseAsync() => await server.CreateDatabaseAsync(Token);

    [Fact]
    public async Task What_it_cannot_see_and_a_database_that_is_not_named_are_said()
    {
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(Sample.Town(3), Token);
        }

        Assert.Contains("pg_amcheck", Assert.Single((await DoctorAsync(repair: false)).NotChecked), StringComparison.Ordinal);
        await SaysAsync(null, "which --database or REID_DATABASE names");
        await SaysAsync("Host=127.0.0.1;Port=1;Database=reid;Username=me", "cannot be reached (");
        await SaysAsync(await server.CreateDatabaseAsync(Token), "holds no gallery");

        async Task SaysAsync(string? database, string part) => Assert.Contains(
            part,
            (await Assert.ThrowsAnyAsync<ReIdException>(() => GalleryDoctor.RunAsync(new GalleryOptions { Directory = Directory, Database = database }, repair: true, Token))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_that_are_perhaps_of_another_gallery_stay()
    {
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(Sample.Town(3), Token);
        }

        foreach (var picture in System.IO.Directory.GetFiles(File("blobs"), "*", SearchOption.AllDirectories))
        {
            System.IO.File.SetLastWriteTimeUtc(picture, DateTime.UtcNow.AddDays(-2));
        }

        // The same directory with the database of another one, with crops and without.
        var other = new GalleryOptions { Directory = File("..", "other"), Database = await server.CreateDatabaseAsync(Token) };
        await (await Index.Gallery.OpenAsync(other, cancellationToken: Token)).DisposeAsync();
        await IsLeftAloneAsync();
        await using (var gallery = await Index.Gallery.OpenAsync(other, cancellationToken: Token))
        {
            await gallery.AddAsync(Sample.Town(4), Token);
        }

        await IsLeftAloneAsync();
        var refused = await Assert.ThrowsAsync<ReIdException>(() => Index.Backup.GalleryBackup.RunAsync(other with { Directory = Directory }, File("..", "copy"), Token));
        Assert.StartsWith("None of the pictures of 4 crops is there", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, (await DoctorAsync(repair: false)).Pictures);

        async Task IsLeftAloneAsync()
        {
            var report = await GalleryDoctor.RunAsync(other with { Directory = Directory }, repair: true, Token);
            Assert.Contains(report.Findings, finding => finding.Text.StartsWith("3 picture files belong to no crop, and no crop has its picture there", StringComparison.Ordinal));
            Assert.False(report.Sound);
            Assert.Equal(3, System.IO.Directory.GetFiles(File("blobs"), "*", SearchOption.AllDirectories).Length);
        }
    }
}

/// <summary>The doctor and pictures in a bucket.</summary>
public sealed class S3DoctorTests(S3Server server) : GalleryTest
{
    protected override async Task<S3Place?> PicturesAsync() => await server.PlaceAsync();

    [Fact]
    public async Task Lost_damaged_and_orphaned_pictures_are_found_and_what_is_not_ours_is_left_alone()
    {
        var entries = Sample.Town(10);
        var options = await OptionsAsync();
        using var bucket = new S3BlobStore(options.Pictures!);
        var orphan = BlobKeys.ForCrop(Sample.NewId(), Sample.Picture());
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(entries, Token);
            await gallery.Blobs.WriteAsync(orphan, Sample.Picture(), Token);
            await gallery.Blobs.WriteAsync("crops/report.pdf", Sample.Picture(), Token);
        }

        // Fresh ones may be those of crops that are on their way.
        Assert.Equal((10, true), ((await GalleryDoctor.RunAsync(options, repair: true, Token)).Pictures, (await GalleryDoctor.RunAsync(options, repair: true, Token)).Sound));
        server.Age(options.Pictures!, TimeSpan.FromDays(2));
        var found = await GalleryDoctor.RunAsync(options, repair: false, Token);
        Assert.Contains($"1 objects of the bucket belong to no crop; --repair deletes them: {orphan}.", Assert.Single(found.Findings).Text, StringComparison.Ordinal);
        Assert.True((await GalleryDoctor.RunAsync(options, repair: true, Token)).Sound);
        Assert.Null(await bucket.ReadAsync(orphan, Token));
        Assert.NotNull(await bucket.ReadAsync("crops/report.pdf", Token));

        await bucket.DeleteAsync(BlobKeys.ForCrop(entries[0].Crop.CropId, entries[0].Crop.Image.Data), Token);
        await bucket.WriteAsync(BlobKeys.ForCrop(entries[1].Crop.CropId, entries[1].Crop.Image.Data), Sample.Picture(), Token);
        var report = await GalleryDoctor.RunAsync(options, repair: true, Token);
        Assert.Equal(["pictures", "pictures"], report.Findings.Select(finding => finding.Area));
        Assert.Contains($"have lost their pictures; the vectors are there and searches find them; 'reid restore' of a backup brings pictures back: crop {entries[0].Crop.CropId}.", report.Findings[0].Text, StringComparison.Ordinal);
        Assert.Contains($"crop {entries[1].Crop.CropId}", report.Findings[1].Text, StringComparison.Ordinal);
        Assert.False(report.Sound);
    }
}
