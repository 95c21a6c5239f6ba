using System.Formats.Tar;
using ReId.Contracts;
using ReId.Index.Backup;
using ReId.Index.Erasure;
using ReId.Index.Tests.Support;
using ReId.Testing;

namespace ReId.Index.Tests.BackupTests;

/// <summary>A backup holds what was there, also while others write; a damaged one is refused; nothing erased comes back.</summary>
public sealed class BackupTests : GalleryTest
{
    private readonly TemporaryFolder _elsewhere = new();

    [Theory]
    [InlineData("backup")]
    [InlineData("backup.tar")]
    public async Task What_was_there_comes_back(string name)
    {
        var entries = Sample.Town(60);
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(entries, Token);
        }

        var made = await GalleryBackup.RunAsync(Directory, _elsewhere.File(name), Token);
        var report = await RestoreAsync(name);

        Assert.Equal((60, 60, 0), (made.Head.Crops, made.Head.Vectors, made.Head.MissingPictures));
        Assert.Equal((60, 20), (report.Crops, report.Searched));
        Assert.False(report.LedgerFound);
        await using var again = await OpenRestoredAsync();
        foreach (var entry in entries)
        {
            Assert.Equal(entry.Crop.Image.Data, await again.ReadImageAsync(entry.Crop.CropId, Token));
            Assert.NotNull(await again.FindVectorAsync(entry.Crop.CropId, Sample.Model, Token));
        }
    }

    [Fact]
    public async Task A_gallery_is_copied_while_others_write_to_it()
    {
        await using var gallery = await OpenAsync();
        var batches = Sample.Town(600).Chunk(20).ToList();
        await gallery.AddAsync(batches[0], Token);
        var writing = Task.Run(async () =>
        {
            foreach (var batch in batches.Skip(1))
            {
                await gallery.AddAsync(batch, Token);
                await gallery.RemoveAsync([batch[0].Crop.CropId], Token);
            }
        }, Token);
        for (var i = 0; i < 5; i++)
        {
            await GalleryBackup.RunAsync(Directory, _elsewhere.File($"b{i}"), Token);
        }

        await writing;
        for (var i = 0; i < 5; i++)
        {
            var report = await RestoreAsync($"b{i}", $"restored-{i}");
            Assert.True(report.Crops >= 20);
            await using var restored = await OpenRestoredAsync($"restored-{i}");
            await foreach (var crop in restored.ListCropsAsync(new CropListing(), Token))
            {
                Assert.NotNull(await restored.ReadImageAsync(crop.CropId, Token));
            }
        }
    }

    [Theory]
    [InlineData("backup", false)]
    [InlineData("backup", true)]
    [InlineData("backup.tar", false)]
    [InlineData("backup.tar", true)]
    public async Task Any_damaged_file_of_a_backup_is_noticed(string name, bool cut)
    {
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(Sample.Town(6), Token);
        }

        var backup = _elsewhere.File(name);
        await GalleryBackup.RunAsync(Directory, backup, Token);
        var files = System.IO.Directory.Exists(backup) ? System.IO.Directory.GetFiles(backup, "*", SearchOption.AllDirectories) : [backup];
        foreach (var file in files)
        {
            var bytes = await System.IO.File.ReadAllBytesAsync(file, Token);
            var spoilt = cut ? bytes[..(bytes.Length / 2)] : [.. bytes];
            if (!cut)
            {
                spoilt[bytes.Length / 3] ^= 0x10;
            }

            await System.IO.File.WriteAllBytesAsync(file, spoilt, Token);
            var failure = await Assert.ThrowsAsync<ReIdException>(() => RestoreAsync(name));
            Assert.StartsWith($"The backup {backup} ", failure.Message, StringComparison.Ordinal);
            Assert.False(System.IO.Directory.Exists(_elsewhere.File("restored")));
            await System.IO.File.WriteAllBytesAsync(file, bytes, Token);
        }

        Assert.Equal(6, (await RestoreAsync(name)).Crops);
        Assert.Empty(System.IO.Directory.GetFileSystemEntries(_elsewhere.Path, "*.part"));
    }

    [Fact]
    public async Task A_gallery_is_replaced_only_when_asked_and_kept()
    {
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(Sample.Town(5), Token);
            await GalleryBackup.RunAsync(Directory, _elsewhere.File("backup"), Token);
            await gallery.AddAsync(Sample.Town(3), Token);
            Assert.Contains("in use by process", (await Assert.ThrowsAsync<ReIdException>(() => RestoreHereAsync(replace: true))).Message, StringComparison.Ordinal);
        }

        Assert.Contains("--replace", (await Assert.ThrowsAsync<ReIdException>(() => RestoreHereAsync(replace: false))).Message, StringComparison.Ordinal);
        await System.IO.File.WriteAllBytesAsync(File("gallery.db"), [1, 2, 3], Token);
        await System.IO.File.WriteAllBytesAsync(File("gallery.json"), [], Token);
        var report = await RestoreHereAsync(replace: true);

        Assert.Equal(5, report.Crops);
        Assert.True(System.IO.Directory.Exists(report.Former));
        await using var again = await OpenAsync();
        Assert.Equal(5, (await again.StatsAsync(Token)).Crops);
    }

    [Fact]
    public async Task What_was_erased_since_does_not_come_back()
    {
        var entries = Sample.Town(20);
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(entries, Token);
            await GalleryBackup.RunAsync(Directory, _elsewhere.File("backup"), Token);
            await new Eraser(gallery).EraseAsync(new ErasureRequest { CropIds = [entries[0].Crop.CropId] }, "test", Token);
            await new Eraser(gallery).EraseAsync(new ErasureRequest { Camera = entries[1].Crop.Camera }, "test", Token);
        }

        var left = entries.Skip(1).Where(entry => entry.Crop.Camera != entries[1].Crop.Camera).Select(entry => entry.Crop.CropId).Order();
        System.IO.File.Copy(File("erasures.log"), _elsewhere.File("ledger"));
        var elsewhere = await GalleryRestore.RunAsync(
            new RestoreOptions { Backup = _elsewhere.File("backup"), Directory = _elsewhere.File("restored"), Ledger = _elsewhere.File("ledger") }, Token);
        Assert.Equal((2, true), (elsewhere.Erasures, elsewhere.LedgerFound));
        await using (var restored = await OpenRestoredAsync())
        {
            Assert.Equal(left, await restored.ListCropsAsync(new CropListing(), Token).Select(crop => crop.CropId).Order().ToListAsync(Token));
            Assert.Equal(2, (await new Eraser(restored).ListAsync(10, null, Token)).Count);
        }

        // In its place, though the database there is damaged; then the same without any ledger.
        await System.IO.File.WriteAllBytesAsync(File("gallery.db"), new byte[4096], Token);
        Assert.Equal(2, (await RestoreHereAsync(replace: true)).Erasures);
        await using var again = await OpenAsync();
        Assert.Equal(left, await again.ListCropsAsync(new CropListing(), Token).Select(crop => crop.CropId).Order().ToListAsync(Token));
        Assert.False((await RestoreAsync("backup", "unknown")).LedgerFound);
    }

    [Fact]
    public async Task A_damaged_gallery_gives_no_backup()
    {
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(Sample.Town(5), Token);
            await using var context = gallery.Contexts.CreateContext();
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(context.Database, "UPDATE crops SET width = width + 1", Token);
        }

        var failure = await Assert.ThrowsAsync<ReIdException>(() => GalleryBackup.RunAsync(Directory, _elsewhere.File("backup"), Token));

        Assert.Contains("the checksum of crop", failure.Message, StringComparison.Ordinal);
        Assert.Empty(System.IO.Directory.GetFileSystemEntries(_elsewhere.Path));
    }

    [Fact]
    public async Task A_tar_that_leads_out_of_the_gallery_is_refused()
    {
        await using (var stream = System.IO.File.Create(_elsewhere.File("evil.tar")))
        await using (var tar = new TarWriter(stream))
        {
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "../evil") { DataStream = new MemoryStream([1]) }, Token);
        }

        Assert.Contains("'../evil'", (await Assert.ThrowsAsync<ReIdException>(() => RestoreAsync("evil.tar"))).Message, StringComparison.Ordinal);
    }

    private Task<RestoreReport> RestoreAsync(string backup, string target = "restored") => GalleryRestore.RunAsync(
        new RestoreOptions { Backup = _elsewhere.File(backup), Directory = _elsewhere.File(target) }, Token);

    private Task<RestoreReport> RestoreHereAsync(bool replace) => GalleryRestore.RunAsync(
        new RestoreOptions { Backup = _elsewhere.File("backup"), Directory = Directory, Replace = replace }, Token);

    private Task<Index.Gallery> OpenRestoredAsync(string name = "restored") =>
        Index.Gallery.OpenAsync(new GalleryOptions { Directory = _elsewhere.File(name), SearchThreads = 1 }, cancellationToken: Token);

    protected override void Dispose(bool disposing)
    {
        _elsewhere.Dispose();
        base.Dispose(disposing);
    }
}
