using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Care;

/// <summary>backup, restore, erase, doctor and cameras as a user types them.</summary>
public sealed class CareCommandTests
{
    [Fact]
    public async Task A_gallery_is_backed_up_erased_from_damaged_and_restored()
    {
        using var folder = new TemporaryFolder();
        var (data, backup, receipt) = (folder.File("gallery"), folder.File("backup.tar"), folder.File("receipt.json"));
        var yard = Pictures.Folder(
            folder.File("yard"), new DateTime(2026, 5, 1, 10, 0, 0, DateTimeKind.Utc),
            (Pictures.Red, Pictures.Grey), (Pictures.Green, Pictures.Grey), (Pictures.Blue, Pictures.Grey));
        (await Reid.RunAsync("ingest", yard, "--data", data, "--detector", "none")).Succeeded();
        Assert.Contains("3 crops, 3 vectors", (await Reid.RunAsync("backup", "--data", data, "--out", backup)).Succeeded().Out, StringComparison.Ordinal);
        (await Reid.RunAsync("backup", "--data", data, "--out", backup)).IsFailure("exists already");

        (await Reid.RunAsync("erase", "--data", data)).IsWrongUsage("names nothing");
        (await Reid.RunAsync("erase", "--data", data, "--camera", "roof")).IsFailure("no camera 'roof'");
        var erased = (await Reid.RunAsync("erase", "--data", data, "--to", "2026-05-01T10:00:30Z", "--receipt", receipt)).Succeeded().Out;
        Assert.Contains(": 1 crop, 1 vector, 1 picture, 0 identities, 0 decisions, 0 steps of history, 0 watches removed", erased, StringComparison.Ordinal);
        Assert.Contains("\"clean\": true", await File.ReadAllTextAsync(receipt, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("nothing is wrong", (await Reid.RunAsync("doctor", "--data", data)).Succeeded().Out, StringComparison.Ordinal);

        var bytes = await File.ReadAllBytesAsync(Path.Combine(data, "gallery.db"), TestContext.Current.CancellationToken);
        bytes.AsSpan(8192).Fill(0xEE);
        await File.WriteAllBytesAsync(Path.Combine(data, "gallery.db"), bytes, TestContext.Current.CancellationToken);
        (await Reid.RunAsync("gallery", "stats", "--data", data)).IsFailure("is damaged", "'reid restore'");
        Assert.Equal(ExitCodes.Failure, (await Reid.RunAsync("doctor", "--data", data)).Code);
        (await Reid.RunAsync("restore", "--data", data, "--from", backup)).IsFailure("--replace");
        var restored = (await Reid.RunAsync("restore", "--data", data, "--from", backup, "--replace")).Succeeded().Out;
        Assert.Contains("2 crops", restored, StringComparison.Ordinal);
        Assert.Contains("1 erasure since then repeated, 1 crop of the backup erased again", restored, StringComparison.Ordinal);
        Assert.Matches(@"crops +2\s", (await Reid.RunAsync("gallery", "stats", "--data", data)).Succeeded().Out);

        Assert.Contains("30 days", (await Reid.RunAsync("cameras", "retention", "yard", "30", "--data", data)).Succeeded().Out, StringComparison.Ordinal);
        Assert.Matches(@"yard +30", (await Reid.RunAsync("cameras", "list", "--data", data)).Succeeded().Out);
        foreach (var days in new[] { "soon", "0", "36501" })
        {
            (await Reid.RunAsync("cameras", "retention", "yard", days, "--data", data)).IsWrongUsage("from 1 to 36500, or 'forever'", $"'{days}'");
        }

        Assert.Matches(@"yard +30", (await Reid.RunAsync("cameras", "list", "--data", data)).Succeeded().Out);
        (await Reid.RunAsync("erase", "receipts", "--data", data, "--id", erased.Split(' ')[1].TrimEnd(':'), "--receipt", folder.File("absent", "r.json")))
            .IsFailure($"--receipt {folder.File("absent", "r.json")} cannot be written: the folder {folder.File("absent")} does not exist");
        (await Reid.RunAsync("export", "--data", data, "--identity", Guid.NewGuid().ToString(), "--out", folder.File("x"))).IsFailure("no identity");
    }
}
