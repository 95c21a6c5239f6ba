using ReId.EndToEnd.Tests.Running;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Wrapper;

/// <summary>What <c>./reid</c> itself promises: it builds only what is stale and says what it cannot install.</summary>
public sealed class WrapperTests
{
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
        var tree = new WrapperTree(folder);
        tree.Script("dotnet", "exit 0");
        tree.Script("sudo", "exit 1");
        tree.Script("dpkg-query", """
            case "$*" in *cmake*) [ $# -gt 4 ] || { echo not-installed; exit 0; }; exit 1;; *) echo installed;; esac
            """);

        var result = await tree.RunAsNobodyAsync("--version");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("missing", result.Error, StringComparison.Ordinal);
        Assert.Contains(
            "apt-get update && apt-get install -y --no-install-recommends cmake\n", result.Error, StringComparison.Ordinal);
    }
}
