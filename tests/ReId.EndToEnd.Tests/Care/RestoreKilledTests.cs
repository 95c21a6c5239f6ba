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
        await using var cluster = await StartAsync();
        var backup = await PrepareAsync();
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

            await IsWholeAsync(data, database);
            if (looked.ExitCode != 0)
            {
                // What the kill left beside the directory went with the restoration that came after it.
                Assert.Equal([data], Directory.GetFileSystemEntries(_folder.Path, Path.GetFileName(data) + "*"));
            }
        }
    }

    [Fact]
    public async Task A_kill_between_the_rows_and_the_directory_is_said_until_it_is_made_good()
    {
        await using var cluster = await StartAsync();
        var backup = await PrepareAsync();
        var (data, database) = (_folder.File("data"), await cluster.CreateDatabaseAsync());

        // Whoever waits for the crops gets them with the commit, and holds up what reads them afterwards.
        using var holder = cluster.Start(database, """
            DO $$ BEGIN
              WHILE NOT EXISTS (SELECT 1 FROM pg_locks WHERE relation = to_regclass('public.crops') AND mode = 'AccessExclusiveLock' AND granted) LOOP
                PERFORM pg_sleep(0.001);
              END LOOP;
              WHILE NOT EXISTS (SELECT 1 FROM pg_locks WHERE relation = to_regclass('public.vectors') AND mode = 'RowExclusiveLock' AND granted) LOOP
                PERFORM pg_sleep(0.001);
              END LOOP;
              LOCK TABLE crops IN ACCESS EXCLUSIVE MODE;
              PERFORM pg_sleep(600);
            END $$
            """);
        using (var process = Part.Launch("memory", ["restore", "--from", backup, "--data", data, "--database", database]))
        {
            while (await cluster.AskAsync(database, "SELECT count(*) FROM settings WHERE key = 'restoring'") != "1")
            {
                Assert.False(process.HasExited, "the restoration was not held up");
                await Task.Delay(50, Token);
            }

            process.Kill();
            await process.WaitForExitAsync(Token);
        }

        _ = await cluster.AskAsync(database, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        await holder.WaitForExitAsync(Token);
        Assert.False(Directory.Exists(data));
        Assert.Equal($"{Crops}", await cluster.AskAsync(database, "SELECT count(*) FROM crops"));

        (await Part.RunAsync("memory", "up", "--no-keys", "--data", data, "--database", database)).FailedWith(1, "'reid restore' that was interrupted");
        (await Part.RunAsync("memory", "backup", "--data", data, "--database", database, "--out", _folder.File("half"))).FailedWith(1, "that was interrupted");
        (await Part.RunAsync("memory", "restore", "--from", backup, "--data", data, "--database", database)).Succeeded();
        await IsWholeAsync(data, database);
    }

    private static async Task<PostgresCluster> StartAsync()
    {
        if (PostgresCluster.Missing is { } missing)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", missing);
            Assert.Fail($"{missing} CI=true needs it.");
        }

        return await PostgresCluster.StartAsync();
    }

    private async Task<string> PrepareAsync()
    {
        var (first, backup) = (_folder.File("first"), _folder.File("copy"));
        GeneratedFootage.Folder(_folder.File("gate"), people: 12, each: Crops / 12);
        (await Part.RunAsync("memory", "ingest", _folder.File("gate"), "--detector", "none", "--data", first)).Succeeded();
        (await Part.RunAsync("memory", "backup", "--data", first, "--out", backup)).Succeeded();
        return backup;
    }

    private static async Task IsWholeAsync(string data, string database)
    {
        var looked = await Part.RunAsync("memory", "doctor", "--data", data, "--database", database);
        looked.Succeeded();
        Assert.Contains($"read: {Crops} crops, {Crops} vectors, {Crops} pictures", looked.Output, StringComparison.Ordinal);
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
