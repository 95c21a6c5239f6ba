using ReId.EndToEnd.Tests.Running;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Commands;

public class LossesTests
{
    [Fact]
    public async Task Golden_files_of_the_losses_are_within_tolerance()
    {
        var folder = RepositoryPaths.FindInShared("golden/losses") ?? Path.Combine(RepositoryPaths.Root, "tests", "golden", "losses");
        var files = Directory.GetFiles(folder, "*.json");

        var result = await Reid.RunAsync(["losses", "check", "--golden", .. files]);

        result.Succeeded();
        Assert.EndsWith($"{files.Length} of {files.Length} cases within tolerance\n", result.Output, StringComparison.Ordinal);
    }
}
