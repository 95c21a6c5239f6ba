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
}
