using System.Diagnostics;
using ReId.Testing;

namespace ReId.Cli.Tests.Deploy;

/// <summary>An image that lacks a library fails only when it runs: the packages that the native libraries need are all named.</summary>
public sealed class ImageTests
{
    // There in every Debian, slim or not.
    private static readonly string[] s_essential = ["libc6", "libgcc-s1", "libstdc++6"];

    [Theory]
    [InlineData("docker/Dockerfile", "reid_faiss", "reid_opencv", "reid_torch")]
    // Its libtorch is an archive.
    [InlineData("docker/Dockerfile.cuda", "reid_faiss", "reid_opencv")]
    public async Task The_last_stage_has_the_packages_of_every_library(string image, params string[] libraries)
    {
        var text = DeployFiles.Text(image);
        var stage = text[text.LastIndexOf("\nFROM ", StringComparison.Ordinal)..];
        var needed = new HashSet<string>();
        foreach (var library in libraries)
        {
            foreach (var package in await PackagesOfAsync(Path.Combine(RepositoryPaths.Root, "artifacts/native/lib", $"lib{library}.so")))
            {
                needed.Add(package);
            }
        }

        Assert.NotEmpty(needed.Except(s_essential));
        Assert.All(needed.Except(s_essential), package => Assert.Contains($" {package} ", stage.Replace('\n', ' '), StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> PackagesOfAsync(string library)
    {
        var output = await RunAsync("bash", "-c", """
            set -euo pipefail
            for name in $(objdump -p "$1" | awk '$1 == "NEEDED" { print $2 }'); do
              file=$(readlink -f "$(ldconfig -p | awk -v name="$name" '$1 == name { print $NF; exit }')")
              # Where /lib is a link to /usr/lib, the packages may know the file by either name.
              { dpkg -S "$file" 2>/dev/null || dpkg -S "${file#/usr}"; } | sed 's/:.*//'
            done
            """, "packages", library);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program}: {await errors}");
        return output;
    }
}
