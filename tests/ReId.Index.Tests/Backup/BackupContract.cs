using ReId.Contracts;
using ReId.Index.Backup;
using ReId.Index.Erasure;
using ReId.Index.Tests.Support;
using ReId.Testing;

namespace ReId.Index.Tests.BackupTests;

/// <summary>
/// A backup holds what was there, also while others write; a damaged one is refused; nothing erased comes back. It is made
/// of any gallery, and restored into one of SQLite and files.
/// </summary>
public abstract class BackupContract : GalleryTest
{
    protected TemporaryFolder Elsewhere { get; } = new();

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

        // Names of people, and places that are none of the copy's.
        System.IO.Directory.CreateDirectory(File("erasing"));
        await System.IO.File.WriteAllTextAsync(File("erasing", "note"), "Ann", Token);
        var made = await BackupAsync(name);
        System.IO.Directory.Delete(File("erasing"), recursive: true);
        var report = await RestoreAsync(name);

        Assert.Equal((60, 60, 0), (made.Head.Crops, made.Head.Vectors, made.Head.MissingPictures));
        Assert.Equal((60, 20, 0), (report.Crops, report.Searched, report.ErasedCrops));
        Assert.False(report.LedgerFound);
        Assert.Equal(62, made.Files); // Pictures, database, format.
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
            await BackupAsync($"b{i}");
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

        var backup = Elsewhere.File(name);
        await BackupAsync(name);
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
            Assert.False(System.IO.Directory.Exists(Elsewhere.File("restored")));
            await System.IO.File.WriteAllBytesAsync(file, bytes, Token);
        }

        Assert.Equal(6, (await RestoreAsync(name)).Crops);
        Assert.Empty(System.IO.Directory.GetFileSystemEntries(Elsewhere.Path, "*.part*"));
    }

    [Fact]
    public async Task What_was_erased_since_does_not_come_back()
    {
        var left = await BackUpThenEraseAsync();
        System.IO.File.Copy(File("erasures.log"), Elsewhere.File("ledger"));
        var elsewhere = await GalleryRestore.RunAsync(
            new RestoreOptions { Backup = Elsewhere.File("backup"), Directory = Elsewhere.File("restored"), Ledger = Elsewhere.File("ledger") }, Token);
        Assert.Equal((2, 20 - left.Count, true), (elsewhere.Erasures, elsewhere.ErasedCrops, elsewhere.LedgerFound));
        await using (var restored = await OpenRestoredAsync())
        {
            Assert.Equal(left, await restored.ListCropsAsync(new CropListing(), Token).Select(crop => crop.CropId).Order().ToListAsync(Token));
            Assert.Equal(2, (await new Eraser(restored).ListAsync(10, null, Token)).Count);
        }
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

        var failure = await Assert.ThrowsAsync<ReIdException>(() => BackupAsync("backup"));

        Assert.Contains("the checksum of crop", failure.Message, StringComparison.Ordinal);
        Assert.Empty(System.IO.Directory.GetFileSystemEntries(Elsewhere.Path));
    }

    protected async Task<BackupReport> BackupAsync(string name) =>
        await GalleryBackup.RunAsync(await OptionsAsync(), Elsewhere.File(name), Token);

    protected Task<RestoreReport> RestoreAsync(string backup, string target = "restored") => GalleryRestore.RunAsync(
        new RestoreOptions { Backup = Elsewhere.File(backup), Directory = Elsewhere.File(target) }, Token);

    protected Task<Index.Gallery> OpenRestoredAsync(string name = "restored") =>
        Index.Gallery.OpenAsync(new GalleryOptions { Directory = Elsewhere.File(name), SearchThreads = 1 }, cancellationToken: Token);

    protected override void Dispose(bool disposing)
    {
        Elsewhere.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>A town of twenty crops, a backup of it, and then two erasures: of a crop, and of a camera.</summary>
    /// <returns>The crops that are left, by id.</returns>
    protected async Task<IReadOnlyList<Guid>> BackUpThenEraseAsync()
    {
        var entries = Sample.Town(20);
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(entries, Token);
            await BackupAsync("backup");
            await new Eraser(gallery).EraseAsync(new ErasureRequest { CropIds = [entries[0].Crop.CropId] }, "test", Token);
            await new Eraser(gallery).EraseAsync(new ErasureRequest { Camera = entries[1].Crop.Camera }, "test", Token);
        }

        return [.. entries.Skip(1).Where(entry => entry.Crop.Camera != entries[1].Crop.Camera).Select(entry => entry.Crop.CropId).Order()];
    }
}
