using ReId.Contracts;
using ReId.Index.Doctor;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.DoctorTests;

/// <summary>What the doctor finds and repairs, wherever the rows are.</summary>
public abstract class DoctorContract : GalleryTest
{
    [Fact]
    public async Task The_doctor_says_what_is_wrong_and_repairs_it()
    {
        var entries = Sample.Town(40);
        await using (var gallery = await OpenAsync(cacheEvery: 20))
        {
            await gallery.AddAsync(entries, Token);
            await gallery.SettleIndexAsync();
        }

        Assert.Equal((true, 40L, 40L, 40L), await LookAsync(repair: false));
        var vectors = System.IO.Directory.GetFiles(File("segments"), "*.vectors")[0];
        await FlipAsync(vectors, 100);
        await System.IO.File.WriteAllTextAsync(File("gallery.json"), "{", Token);
        await System.IO.File.WriteAllTextAsync(File("erasures.log"), "nonsense\n", Token);
        var orphan = File("blobs", "crops", "00", "orphan.jpg");
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(orphan)!);
        await System.IO.File.WriteAllTextAsync(orphan, "nobody's", Token);
        System.IO.File.SetLastWriteTimeUtc(orphan, DateTime.UtcNow.AddDays(-2));

        var found = await DoctorAsync(repair: false);
        Assert.Equal(["directory", "index", "ledger", "pictures"], found.Findings.Select(finding => finding.Area).Order());
        Assert.False(found.Sound);
        Assert.True(System.IO.File.Exists(orphan));
        Assert.True((await DoctorAsync(repair: true)).Sound);
        Assert.False(System.IO.File.Exists(orphan));
        Assert.Empty((await DoctorAsync(repair: false)).Findings);
    }

    [Fact]
    public async Task The_doctor_names_what_only_a_backup_brings_back()
    {
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(Sample.Town(10), Token);
        }

        var pictures = System.IO.Directory.GetFiles(File("blobs"), "*", SearchOption.AllDirectories);
        await FlipAsync(pictures[0], 50);
        System.IO.File.Delete(pictures[1]);
        var report = await DoctorAsync(repair: true);
        Assert.Equal(["pictures", "pictures"], report.Findings.Select(finding => finding.Area));
        Assert.All(report.Findings, finding => Assert.Contains("'reid restore'", finding.Text, StringComparison.Ordinal));
        Assert.False(report.Sound);

        await using (var gallery = await OpenAsync())
        {
            await using var context = gallery.Contexts.CreateContext();
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(
                context.Database, "UPDATE vectors SET checksum = checksum + 1 WHERE sequence = 3", Token);
        }

        Assert.Contains("'reid restore'", Assert.Single((await DoctorAsync(repair: true)).Findings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gallery_in_use_is_left_alone()
    {
        await using var gallery = await OpenAsync();
        Assert.Contains("in use", (await Assert.ThrowsAsync<ReIdException>(() => DoctorAsync(repair: true))).Message, StringComparison.Ordinal);
    }

    private async Task<(bool, long, long, long)> LookAsync(bool repair)
    {
        var report = await DoctorAsync(repair);
        return (report.Sound, report.Crops, report.Vectors, report.Pictures);
    }

    private static async Task FlipAsync(string file, int at)
    {
        var bytes = await System.IO.File.ReadAllBytesAsync(file, Token);
        bytes[at] ^= 4;
        await System.IO.File.WriteAllBytesAsync(file, bytes, Token);
    }

    protected async Task<DoctorReport> DoctorAsync(bool repair) => await GalleryDoctor.RunAsync(await OptionsAsync(), repair, Token);
}
