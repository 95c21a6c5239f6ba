using System.Reflection.PortableExecutable;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Wrapper;

/// <summary>The program that was compiled ahead is started while it is that of the last build, and never an older one.</summary>
public sealed class AheadTests
{
    private const string Built = "artifacts/bin/ReId.Cli/release/reid.dll", Ahead = "artifacts/app/reid.dll";

    [Theory]
    [InlineData(0, true, Ahead)]
    [InlineData(0, false, Built)]
    [InlineData(-1, true, Built)]
    [InlineData(1, true, Built)]
    [InlineData(null, true, Built)]
    public async Task Which_program_is_started(int? seconds, bool there, string program)
    {
        using var folder = new TemporaryFolder();
        var tree = new WrapperTree(folder);
        var build = tree.Build();
        if (seconds is { } later)
        {
            tree.Write("artifacts/.ahead.stamp", build.AddSeconds(later));
        }

        if (there)
        {
            tree.Write(Ahead, build);
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
        var build = tree.Build();
        // That of an earlier build may not be started.
        tree.Write(Ahead, build);
        tree.Write("artifacts/.ahead.stamp", build.AddSeconds(-1));
        tree.Dotnet("""
            case "$1" in publish) echo "error NU1101: Unable to find package Microsoft.NETCore.App.Crossgen2"; exit 1;; build) ;; *) echo "$@";; esac
            """);

        var result = await tree.RunAsync("build");
        var start = await tree.RunAsync("--version");

        result.Succeeded();
        Assert.Contains("error NU1101: Unable to find package Microsoft.NETCore.App.Crossgen2\n", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("reid: goes on without it; programs start slower\n", result.Error, StringComparison.Ordinal);
        Assert.Equal($"{folder.File(Built)} --version\n", start.Output);
    }

    [Fact]
    public async Task A_build_compiles_ahead_once()
    {
        using var folder = new TemporaryFolder();
        var tree = new WrapperTree(folder);
        tree.Write(Ahead, tree.Build(), "an earlier one");
        // Publishes into the folder after -o, and only what is compiled ahead.
        tree.Dotnet("""
            case "$1" in
              build) ;;
              publish)
                case "$*" in *" -p:ReadyToRun=true "*) ;; *) exit 1;; esac
                while [ "$1" != -o ]; do shift; done
                mkdir -p "$2"; echo "the new one" > "$2/reid.dll";;
              *) echo "$@";;
            esac
            """);

        var first = await tree.RunAsync("build");
        var second = await tree.RunAsync("build");
        var start = await tree.RunAsync("--version");

        first.Succeeded();
        Assert.Contains("compiling the program ahead done", first.Error, StringComparison.Ordinal);
        second.Succeeded();
        Assert.DoesNotContain("compiling", second.Error, StringComparison.Ordinal);
        Assert.Equal($"{folder.File(Ahead)} --version\n", start.Output);
        Assert.Equal("the new one\n", await File.ReadAllTextAsync(folder.File(Ahead), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_real_one_holds_machine_code()
    {
        var program = Path.Combine(RepositoryPaths.Root, Ahead);
        if (!File.Exists(program))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{program} is missing: ./reid test makes it");
            Assert.Skip("the program is not compiled ahead here");
        }

        foreach (var assembly in (string[])["reid.dll", "ReId.Search.dll", "Microsoft.EntityFrameworkCore.dll"])
        {
            using var reader = new PEReader(File.OpenRead(Path.Combine(Path.GetDirectoryName(program)!, assembly)));
            Assert.True(reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0, $"{assembly} holds no machine code");
        }
    }
}
