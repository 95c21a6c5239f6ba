using ReId.Contracts;
using ReId.Model.Files;
using ReId.Testing;

namespace ReId.Model.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("No space left on device : '/x/f.123.tmp'", "cannot be written: the disk is full; free some space and run the same again.")]
    [InlineData("The stream was closed.", "cannot be written: The stream was closed.")]
    public void What_breaks_off_leaves_the_old_file_and_nothing_aside(string cause, string sentence)
    {
        var path = _folder.File("f");
        File.WriteAllText(path, "old");

        var error = Assert.Throws<ReIdException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half of the new"u8);
            throw new IOException(cause);
        }));

        Assert.Equal($"{path} {sentence}", error.Message);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named_and_no_file_that_nobody_asked_for()
    {
        var path = _folder.File("absent", "f");
        foreach (var attempt in (Action[])[() => AtomicFile.RequireWritable(path), () => AtomicFile.Write(path, _ => { })])
        {
            Assert.Equal($"{path} cannot be written: the folder {_folder.File("absent")} does not exist.", Assert.Throws<ReIdException>(attempt).Message);
        }

        File.WriteAllText(_folder.File("file"), "");
        var within = Assert.Throws<ReIdException>(() => AtomicFile.RequireWritable(_folder.File("file", "f"))).Message;
        Assert.DoesNotContain(".tmp", within, StringComparison.Ordinal);
        Assert.StartsWith($"{_folder.File("file", "f")} cannot be written: ", within, StringComparison.Ordinal);
    }
}
