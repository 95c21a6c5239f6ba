using System.Diagnostics;
using ReId.EndToEnd.Tests.Running;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Wrapper;

/// <summary>What <c>./reid</c> itself promises: it builds only what is stale and says what it cannot install.</summary>
public sealed class WrapperTests
{
    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    [Fact]
    public async Task A_second_start_builds_nothing()
    {
        (await Reid.RunAsync("--version")).Succeeded();

        var second = await Reid.RunAsync("--version");

        second.Succeeded();
        Assert.Matches(@"^\d+\.\d+\.\d+", second.Output);
        Assert.DoesNotContain("building", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_other_word_reaches_the_command_line()
    {
        var help = await Reid.RunAsync("--help");

        help.Succeeded();
        Assert.All(
            ["demo", "ingest", "search", "gallery", "features", "models"],
            command => Assert.Contains($"  {command} ", help.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_root_a_missing_package_is_named_with_the_command_that_installs_it()
    {
        using var folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.Path, Executable);
        CopyWrapper(folder.Path);
        Script(folder.File("bin", "dotnet"), "exit 0");
        Script(folder.File("bin", "sudo"), "exit 1");
        Script(folder.File("bin", "dpkg-query"), """
            case "$*" in *cmake*) [ $# -gt 4 ] || { echo not-installed; exit 0; }; exit 1;; *) echo installed;; esac
            """);

        var result = await RunAsNobodyAsync(folder);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("missing", result.Error, StringComparison.Ordinal);
        Assert.Contains(
            "apt-get update && apt-get install -y --no-install-recommends cmake\n", result.Error, StringComparison.Ordinal);
    }

    private static void CopyWrapper(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "build"));
        Directory.CreateDirectory(Path.Combine(folder, "bin"));
        foreach (var file in Directory.GetFiles(Path.Combine(RepositoryPaths.Root, "build")))
        {
            File.Copy(file, Path.Combine(folder, "build", Path.GetFileName(file)));
        }

        File.Copy(Path.Combine(RepositoryPaths.Root, "reid"), Path.Combine(folder, "reid"));
    }

    private static void Script(string path, string body)
    {
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, Executable);
    }

    private static async Task<ReidResult> RunAsNobodyAsync(TemporaryFolder folder)
    {
        // Root gives itself up first; anybody else is already without root.
        string[] drop = Environment.UserName == "root" ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
        string[] command = [.. drop, folder.File("reid"), "--version"];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder.Path,
        };
        start.Environment["PATH"] = $"{folder.File("bin")}:/usr/bin:/bin";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        return await Reid.FinishAsync(process);
    }
}
