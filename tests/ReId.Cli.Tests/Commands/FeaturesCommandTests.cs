using ReId.Cli.Tests.Support;
using ReId.Model.Files;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

public sealed class FeaturesCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Vectors_and_names_are_written_and_a_broken_picture_is_skipped()
    {
        var images = Pictures.Folder(
            _folder.File("yard"), DateTime.UtcNow, (Pictures.Red, Pictures.Grey), (Pictures.Blue, Pictures.Grey));
        await File.WriteAllTextAsync(_folder.File("yard", "broken.jpg"), "no picture", TestContext.Current.CancellationToken);

        var result = (await Reid.RunAsync("features", "--images", images, "--out", _folder.File("f.npy"))).Succeeded();

        Assert.Equal([2, 1152], NpyArray.Load(_folder.File("f.npy")).Shape);
        Assert.Equal(
            ["000.png", "001.png"], await File.ReadAllLinesAsync(_folder.File("f.txt"), TestContext.Current.CancellationToken));
        Assert.Contains("1 skipped", result.Out, StringComparison.Ordinal);
        Assert.Contains("broken.jpg", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_output_must_end_in_npy() =>
        (await Reid.RunAsync("features", "--images", _folder.Path, "--out", _folder.File("f.txt")))
            .IsWrongUsage("--out", "f.txt", "must end in .npy");

    [Fact]
    public async Task Missing_pictures_are_a_failure() =>
        (await Reid.RunAsync("features", "--images", _folder.File("lost"), "--out", _folder.File("f.npy")))
            .IsFailure("lost", "does not exist");
}
