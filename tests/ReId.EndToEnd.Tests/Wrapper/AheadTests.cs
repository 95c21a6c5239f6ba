using ReId.Testing;

namespace ReId.EndToEnd.Tests.Wrapper;

/// <summary>The program that was compiled ahead is started while it is that of the last build, and never an older one.</summary>
public sealed class AheadTests
{
    private const string Built = "artifacts/bin/ReId.Cli/release/reid.dll", Ahead = "artifacts/app/reid.dll";

    [Theory]
    [InlineData(0, Ahead)]
    [InlineData(-1, Built)]
    [InlineData(1, Built)]
    [InlineData(null, Built)]
    public async Task Which_program_is_started(int? seconds, string program)
    {
        using var folder = new TemporaryFolder();
        var tree = new WrapperTree(folder);
        var build = tree.Build();
        if (seconds is { } later)
        {
            tree.Write("artifacts/.ahead.stamp", build.AddSeconds(later));
        }

        var result = await tree.RunAsync("--version");

        result.Succeeded();
        Assert.Equal($"{folder.File(program)} --version\n", result.Output);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task Without_its_compiler_everything_is_built_all_the_same()
    {
        using var folder = new TemporaryFolder();
        var tree = new WrapperTree(folder);
        tree.Build();
        // The last try got so far: nothing of it may be started.
        tree.Write(Ahead, DateTime.UtcNow);
        tree.Dotnet("""
            case "$1" in publish) echo "error NU1101: Unable to find package Microsoft.NETCore.App.Crossgen2"; exit 1;; build) ;; *) echo "$@";; esac
            """);

        var build = await tree.RunAsync("build");
        var start = await tree.RunAsync("--version");

        build.Succeeded();
        Assert.Contains("error NU1101: Unable to find package Microsoft.NETCore.App.Crossgen2\n", build.Error, StringComparison.Ordinal);
        Assert.EndsWith("reid: goes on without it; programs start slower\n", build.Error, StringComparison.Ordinal);
        Assert.Equal($"{folder.File(Built)} --version\n", start.Output);
        Assert.False(File.Exists(folder.File(Ahead)));
    }

    [Fact]
    public async Task A_build_compiles_ahead_once()
    {
        using var folder = new TemporaryFolder();
        var tree = new WrapperTree(folder);
        tree.Build();

        var first = await tree.RunAsync("build");
        var second = await tree.RunAsync("build");
        var start = await tree.RunAsync("--version");

        first.Succeeded();
        Assert.Contains("compiling the program ahead done", first.Error, StringComparison.Ordinal);
        second.Succeeded();
        Assert.DoesNotContain("compiling", second.Error, StringComparison.Ordinal);
        Assert.Equal($"{folder.File(Ahead)} --version\n", start.Output);
    }
}
