using System.Diagnostics;
using ReId.EndToEnd.Tests.Bus;
using ReId.EndToEnd.Tests.Footage;
using ReId.Testing;
using ReId.Testing.Servers;

namespace ReId.EndToEnd.Tests.Care;

/// <summary>
/// <c>reid restore</c> into PostgreSQL killed with -9 at moments of a seeded draw: whoever looks next finds nothing, a
/// sentence, or all of it; never a part. The same command again makes it whole.
/// </summary>
public sealed class RestoreKilledTests : IDisposable
{
    private const int Rounds = 4;
    private const int Crops = 60;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_restoration_that_is_killed_is_all_or_nothing()
    {
        if (PostgresCluster.Missing is { } missing)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", missing);
            Assert.Fail($"{missing} CI=true needs it.");
        }

        await using var cluster = await PostgresCluster.StartAsync();
        var (first, backup) = (_folder.File("first"), _folder.File("copy"));
        GeneratedFootage.Folder(_folder.File("gate"), people: 12, each: Crops / 12);
        (await Part.RunAsync("memory", "ingest", _folder.File("gate"), "--detector", "none", "--data", first)).Succeeded();
        (await Part.RunAsync("memory", "backup", "--data", first, "--out", backup)).Succeeded();
        var time = await RestoreAsync(backup, _folder.File("peaceful"), await cluster.CreateDatabaseAsync(), kill: null);

        for (var round = 0; round < Rounds; round++)
        {
            // Within the last half everything is proved and on its way to its places.
            var delay = time * (0.5 + (0.5 * new Random(round).NextDouble()));
            var (data, database) = (_folder.File($"round{round}"), await cluster.CreateDatabaseAsync());
            await RestoreAsync(backup, data, database, kill: delay);

            var looked = await Part.RunAsync("memory", "doctor", "--data", data, "--database", database);
            var said = $"round {round}, killed after {delay.TotalMilliseconds:0} of {time.TotalMilliseconds:0} ms: {looked.Output}{looked.Error}";
            var again = await Part.RunAsync("memory", "restore", "--from", backup, "--data", data, "--database", database);
            if (looked.ExitCode == 0)
            {
                Assert.Contains($"read: {Crops} crops, {Crops} vectors, {Crops} pictures", looked.Output, StringComparison.Ordinal);
                again.FailedWith(1, "holds a gallery"); // It had come to its end.
            }
            else
            {
                Assert.True(
                    looked.Error.Contains("is no gallery", StringComparison.Ordinal) || looked.Error.Contains("holds no gallery", StringComparison.Ordinal)
                    || looked.Error.Contains("'reid restore' that was interrupted", StringComparison.Ordinal), said);
                Assert.True(again.ExitCode == 0, said + again.Error);
            }

            looked = await Part.RunAsync("memory", "doctor", "--data", data, "--database", database);
            looked.Succeeded();
            Assert.Contains($"read: {Crops} crops, {Crops} vectors, {Crops} pictures", looked.Output, StringComparison.Ordinal);
        }
    }

    /// <returns>From the first file beside the directory to the end.</returns>
    private async Task<TimeSpan> RestoreAsync(string backup, string data, string database, TimeSpan? kill)
    {
        using var process = Part.Launch("memory", ["restore", "--from", backup, "--data", data, "--database", database]);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Token), process.StandardError.ReadToEndAsync(Token));
        while (!process.HasExited && Directory.GetDirectories(_folder.Path, Path.GetFileName(data) + ".*.part").Length == 0)
        {
            await Task.Delay(1, Token);
        }

        var start = Stopwatch.GetTimestamp();
        if (kill is { } delay)
        {
            await Task.Delay(delay, Token);
            process.Kill();
        }

        await process.WaitForExitAsync(Token);
        var time = Stopwatch.GetElapsedTime(start);
        Assert.True(kill is not null || process.ExitCode == 0, await output + await error);
        return time;
    }
}
