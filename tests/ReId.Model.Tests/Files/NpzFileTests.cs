using System.IO.Compression;
using ReId.Contracts;
using ReId.Model.Files;
using ReId.Testing;

namespace ReId.Model.Tests.Files;

public class NpzFileTests
{
    [Fact]
    public void Arrays_are_read_by_their_names()
    {
        using var folder = new TemporaryFolder();
        NpyDoubles.Write(folder.File("a.npy"), [1, 2, 3, 4, 5, 6], [2, 3]);
        NpyDoubles.Write(folder.File("s.npy"), [7], []);
        var path = folder.File("p.npz");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            archive.CreateEntryFromFile(folder.File("a.npy"), "weights.npy");
            archive.CreateEntryFromFile(folder.File("s.npy"), "scale.npy");
        }

        var arrays = NpzFile.Load(path);

        Assert.Equal([2L, 3L], arrays["weights"].Shape);
        Assert.Equal([1.0, 2, 3, 4, 5, 6], arrays["weights"].ToDoubles());
        Assert.Equal([7.0], arrays["scale"].ToDoubles());
        Assert.Empty(arrays["scale"].Shape);
    }

    [Fact]
    public void What_is_no_archive_is_told()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("p.npz"), "nothing");

        Assert.Contains("p.npz is no .npz file", Assert.Throws<ReIdException>(() => NpzFile.Load(folder.File("p.npz"))).Message, StringComparison.Ordinal);
    }
}
