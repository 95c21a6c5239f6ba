using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("frobnicate", "'frobnicate'")]
    [InlineData("gallery frobnicate", "'frobnicate'")]
    [InlineData("search --bogus", "'--bogus'")]
    [InlineData("serve --max-pixels 65", "--max-pixels must be at most 64, not 65")]
    [InlineData("search --k 0", "--k must be at least 1, not 0")]
    [InlineData("search --k many", "--k must be a whole number, not 'many'")]
    [InlineData("search --crop nobody", "--crop must be an id such as")]
    [InlineData("search --group shoe", "--group must be one of none, tracklet, camera, identity, not 'shoe'")]
    [InlineData("search --min-score high", "--min-score must be a number, not 'high'")]
    [InlineData("ingest x --fps fast", "--fps must be a number, not 'fast'")]
    [InlineData("models import x.pth --out m.safetensors", "--arch")]
    [InlineData("models import x.pth --arch osnet_x0_25", "--out")]
    [InlineData("features --images x", "--out")]
    [InlineData("ingest", "ingest")]
    [InlineData("models show", "show")]
    [InlineData("search --camera", "--camera")]
    [InlineData("search", "exactly one of --image, --crop and --vector, not 0")]
    [InlineData("search --image a.png --crop 0199c5a2-7d3e-7b1a-9c40-5f2d8e6a1b03", "exactly one of --image, --crop and --vector, not 2")]
    public async Task A_wrong_command_line_is_told_in_one_sentence(string line, string words) =>
        (await Reid.RunAsync(line.Split(' '))).IsWrongUsage(words);

    [Fact]
    public async Task No_command_is_wrong_usage() => (await Reid.RunAsync()).IsWrongUsage("command");

    [Theory]
    [InlineData("search --crop 0199c5a2-7d3e-7b1a-9c40-5f2d8e6a1b03")]
    [InlineData("gallery stats")]
    [InlineData("gallery crops")]
    public async Task A_folder_that_is_no_gallery_is_not_made_one(string line)
    {
        using var folder = new TemporaryFolder();

        var result = await Reid.RunAsync([.. line.Split(' '), "--data", folder.Path]);

        result.IsFailure("--data", folder.Path, "not a gallery");
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("search")]
    [InlineData("models import")]
    public async Task Help_goes_to_stdout(string command)
    {
        var result = await Reid.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(ExitCodes.Success, result.Code);
        Assert.Contains("Usage:", result.Out, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task An_interrupted_command_says_so()
    {
        using var stop = new CancellationTokenSource();
        using var folder = new TemporaryFolder();
        var pictures = Pictures.Folder(folder.File("yard"), DateTime.UtcNow, (Pictures.Red, Pictures.Grey));
        await stop.CancelAsync();

        var result = await Reid.RunUntilAsync(
            stop.Token, "ingest", pictures, "--data", folder.File("gallery"), "--detector", "none");

        Assert.Equal(ExitCodes.Interrupted, result.Code);
        Assert.Contains("interrupted", result.Error, StringComparison.Ordinal);
    }
}
