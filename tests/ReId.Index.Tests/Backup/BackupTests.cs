using System.Formats.Tar;
using ReId.Contracts;
using ReId.Index.Backup;

namespace ReId.Index.Tests.BackupTests;

/// <summary>The backup of a gallery in SQLite, and the restoration in its place.</summary>
public sealed class BackupTests : BackupContract
{
    [Fact]
    public async Task A_gallery_is_replaced_only_when_asked_and_kept()
    {
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(Sample.Town(5), Token);
            await BackupAsync("backup");
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
    public async Task What_was_erased_stays_erased_where_the_database_is_lost()
    {
        var left = await BackUpThenEraseAsync();

        // In its place, though the database there is damaged; then the same without any ledger.
        await System.IO.File.WriteAllBytesAsync(File("gallery.db"), new byte[4096], Token);
        Assert.Equal(2, (await RestoreHereAsync(replace: true)).Erasures);
        await using var again = await OpenAsync();
        Assert.Equal(left, await again.ListCropsAsync(new CropListing(), Token).Select(crop => crop.CropId).Order().ToListAsync(Token));
        Assert.False((await RestoreAsync("backup", "unknown")).LedgerFound);
    }

    [Fact]
    public async Task A_tar_that_leads_out_of_the_gallery_is_refused()
    {
        await using (var stream = System.IO.File.Create(Elsewhere.File("evil.tar")))
        await using (var tar = new TarWriter(stream))
        {
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "../evil") { DataStream = new MemoryStream([1]) }, Token);
        }

        Assert.Contains("'../evil'", (await Assert.ThrowsAsync<ReIdException>(() => RestoreAsync("evil.tar"))).Message, StringComparison.Ordinal);
    }

    private Task<RestoreReport> RestoreHereAsync(bool replace) => GalleryRestore.RunAsync(
        new RestoreOptions { Backup = Elsewhere.File("backup"), Directory = Directory, Replace = replace }, Token);
}
