using System.Diagnostics;
using ReId.Index.Tests.Support;
using ReId.Testing;

namespace ReId.Index.Tests.GalleryTests;

/// <summary>A process that is killed while it adds loses nothing that it was told is stored.</summary>
public sealed class KillTests : GalleryTest
{
    private const string DirectoryVariable = "REID_KILL_TEST_DIRECTORY";
    private const string AcknowledgedFile = "acknowledged.txt";

    [Fact]
    public async Task A_kill_in_the_middle_of_adding_loses_nothing_acknowledged()
    {
        using var folder = new TemporaryFolder();
        var seen = 0;
        var log = new CollectedLog();
        for (var round = 0; round < 3; round++)
        {
            using var child = Start(folder.Path);
            await WaitForMoreAsync(folder, seen + 8, child);
            child.Kill(); // SIGKILL
            await child.WaitForExitAsync(Token);

            // The last line may have been cut off by the kill.
            var lines = await System.IO.File.ReadAllTextAsync(folder.File(AcknowledgedFile), Token);
            var acknowledged = lines[..(lines.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(Guid.Parse).ToList();
            Assert.True(acknowledged.Count > seen);
            seen = acknowledged.Count;

            await using var gallery = await Index.Gallery.OpenAsync(
                new GalleryOptions { Directory = folder.File("gallery") }, loggers: log, cancellationToken: Token);
            foreach (var crop in acknowledged)
            {
                var vector = await gallery.FindVectorAsync(crop, Sample.Model, Token);
                var hit = Assert.Single(await gallery.SearchAsync(vector, new SearchOptions { ModelId = Sample.Model, K = 1 }, Token));
                Assert.Equal(crop, hit.Crop.CropId);
                Assert.NotEmpty((await gallery.ReadImageAsync(crop, Token))!);
            }
        }

        Assert.Contains(log.Warnings, line => line.Contains("was not closed cleanly", StringComparison.Ordinal));
    }

    /// <summary>The process to be killed: this test assembly, started again for this method alone.</summary>
    [Fact(Explicit = true)]
    public async Task Child_that_adds_until_it_is_killed()
    {
        var directory = Environment.GetEnvironmentVariable(DirectoryVariable);
        Assert.SkipWhen(directory is null, "only for the test above");
        var sample = new Sample(Environment.ProcessId);
        await using var gallery = await Index.Gallery.OpenAsync(
            new GalleryOptions { Directory = Path.Combine(directory, "gallery"), CacheEvery = 10 }, cancellationToken: Token);
        while (true)
        {
            var batch = sample.Town(7);
            await gallery.AddAsync(batch, Token);
            await System.IO.File.AppendAllTextAsync(
                Path.Combine(directory, AcknowledgedFile), string.Concat(batch.Select(entry => $"{entry.Crop.CropId}\n")), Token);
        }
    }

    private static Process Start(string directory)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [DirectoryVariable] = directory },
        };
        foreach (var argument in new[]
        {
            typeof(KillTests).Assembly.Location, "-explicit", "only", "-method",
            $"{typeof(KillTests).FullName}.{nameof(Child_that_adds_until_it_is_killed)}",
        })
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task WaitForMoreAsync(TemporaryFolder folder, int lines, Process child)
    {
        while (!System.IO.File.Exists(folder.File(AcknowledgedFile))
            || System.IO.File.ReadLines(folder.File(AcknowledgedFile)).Count() < lines)
        {
            Assert.False(child.HasExited, "the child ended by itself");
            await Task.Delay(20, Token);
        }
    }
}
