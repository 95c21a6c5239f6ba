using ReId.Cli.Tests.Support;
using ReId.Testing;
using ReId.Testing.Servers;

namespace ReId.Cli.Tests.Care;

/// <summary>A gallery with its vectors in a real pgvector, as an operator works with it.</summary>
public sealed class VectorDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("gallery");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Crops_are_ingested_found_erased_and_restored_with_pgvector()
    {
        if (NpmServer.Missing("pglite") is { } missing)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", missing);
            Assert.Fail($"{missing} CI=true needs it.");
        }

        await using var server = await NpmServer.StartAsync("pglite");
        var vectors = $"Host=127.0.0.1;Port={server.Port};Username=postgres;Password=s3cret;Database=postgres;Maximum Pool Size=1";
        var yard = Pictures.Folder(
            _folder.File("yard"), new DateTime(2026, 5, 1, 10, 0, 0, DateTimeKind.Utc),
            (Pictures.Red, Pictures.Grey), (Pictures.Green, Pictures.Grey), (Pictures.Blue, Pictures.Grey));
        (await Reid.RunAsync("ingest", yard, "--data", Data, "--detector", "none", "--vectors", vectors)).Succeeded();
        var picture = Directory.GetFiles(yard).Order(StringComparer.Ordinal).First();

        // 1. Found, and not without saying where.
        var found = (await Reid.RunAsync("search", "--data", Data, "--image", picture, "--vectors", vectors, "--json", _folder.File("found.json"))).Succeeded();
        var (first, score) = await FirstAsync("found.json");
        Assert.InRange(score, 0.98f, 1f); // Its crop is a JPEG.
        (await Reid.RunAsync("search", "--data", Data, "--image", picture)).IsFailure("has its vectors in a pgvector database", "--vectors");
        (await Reid.RunAsync("search", "--data", Data, "--image", picture, "--vectors", "Host=nowhere"))
            .IsFailure("The gallery's vector database is no PostgreSQL connection");

        // 2. Backup, erasure, doctor.
        (await Reid.RunAsync("backup", "--data", Data, "--out", _folder.File("copy.tar"))).Succeeded();
        var erased = (await Reid.RunAsync("erase", "--data", Data, "--crop", first, "--vectors", vectors)).Succeeded();
        Assert.Contains("checked: no search finds it", erased.Out, StringComparison.Ordinal);
        Assert.Contains("nothing is wrong", (await Reid.RunAsync("doctor", "--data", Data, "--repair", "--vectors", vectors)).Succeeded().Out, StringComparison.Ordinal);

        // 3. Restored: the erasure is repeated, and pgvector follows.
        (await Reid.RunAsync("restore", "--data", Data, "--from", _folder.File("copy.tar"), "--replace")).Succeeded();
        (await Reid.RunAsync("search", "--data", Data, "--image", picture, "--vectors", vectors, "--json", _folder.File("after.json"))).Succeeded();
        Assert.NotEqual(first, (await FirstAsync("after.json")).Crop);
        Assert.DoesNotContain("s3cret", found.Out + found.Error + erased.Out + erased.Error, StringComparison.Ordinal);

        // 4. And back to the built-in index.
        (await Reid.RunAsync("search", "--data", Data, "--image", picture, "--vectors", "none")).Succeeded();
        (await Reid.RunAsync("search", "--data", Data, "--image", picture)).Succeeded();
    }

    private async Task<(string Crop, float Score)> FirstAsync(string file)
    {
        using var json = System.Text.Json.JsonDocument.Parse(
            await File.ReadAllBytesAsync(_folder.File(file), TestContext.Current.CancellationToken));
        var matches = json.RootElement.GetProperty("matches");
        return (matches[0].GetProperty("crop").GetString()!, matches[0].GetProperty("score").GetSingle());
    }
}
