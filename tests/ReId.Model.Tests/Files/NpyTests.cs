using System.Text;
using ReId.Contracts;
using ReId.Model.Files;
using ReId.Testing;

namespace ReId.Model.Tests.Files;

public sealed class NpyTests
{
    [Fact]
    public void Rows_are_read_as_written()
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("a.npy"), [[1, 2, 3], [4, 5, float.NaN]]);

        var array = NpyArray.Load(folder.File("a.npy"));

        Assert.Equal([2, 3], array.Shape);
        Assert.Equal([1, 2, 3, 4, 5, float.NaN], array.ToSingles());
        Assert.Throws<InvalidOperationException>(array.ToInt64s);
        Assert.Equal([folder.File("a.npy")], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void The_header_is_what_numpy_writes()
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("a.npy"), [[1, 2]]);

        var bytes = File.ReadAllBytes(folder.File("a.npy"));

        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, 118, 0], bytes[..10]);
        Assert.StartsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }", Encoding.ASCII.GetString(bytes[10..128]), StringComparison.Ordinal);
        Assert.Equal((byte)'\n', bytes[127]);
        Assert.Equal(128 + 8, bytes.Length);
    }

    [Fact]
    public void A_file_that_was_not_committed_never_appears()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new NpyWriter(folder.File("a.npy"), 2))
        {
            writer.Append([1, 2]);
            Assert.Throws<ArgumentException>(() => writer.Append([1]));
        }

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("<i8", "(2,)", 16, null)]
    [InlineData("<f8", "(1, 2)", 16, null)]
    [InlineData("<f8", "()", 8, null)]
    [InlineData("<f8", "(1, 2)", 15, "has 15 bytes of data where its header announces 16")]
    [InlineData("<f8", "(4611686018427387904, 64)", 16, "where its header announces")]
    [InlineData("<c8", "(1,)", 8, "elements of type complex64;")]
    [InlineData(">f4", "(1,)", 4, "elements of type float32 of the other byte order;")]
    [InlineData("<f4", "(x,)", 4, "damaged .npy header")]
    public void Other_files_are_read_or_refused_with_the_reason(string descr, string shape, int bytes, string? reason)
    {
        using var folder = new TemporaryFolder();
        var text = $"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}\n";
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. Encoding.ASCII.GetBytes(text), .. new byte[bytes]];
        File.WriteAllBytes(folder.File("a.npy"), file);

        var error = Record.Exception(() => NpyArray.Load(folder.File("a.npy")));

        if (reason is null)
        {
            Assert.Null(error);
        }
        else
        {
            Assert.Contains(reason, Assert.IsType<ReIdException>(error).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Fortran_order_is_read_as_the_same_array()
    {
        using var folder = new TemporaryFolder();
        var text = "{'descr': '<i8', 'fortran_order': True, 'shape': (2, 3, 2), }\n";
        long[] columns = [.. from k in Enumerable.Range(0, 2) from j in Enumerable.Range(0, 3) from i in Enumerable.Range(0, 2) select (100L * i) + (10 * j) + k];
        byte[] file =
        [
            0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. Encoding.ASCII.GetBytes(text), .. columns.SelectMany(BitConverter.GetBytes),
        ];
        File.WriteAllBytes(folder.File("a.npy"), file);

        var array = NpyArray.Load(folder.File("a.npy"));

        Assert.Equal([2, 3, 2], array.Shape);
        Assert.Equal([0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121], array.ToInt64s());
    }

    private static void Write(string path, float[][] rows)
    {
        using var writer = new NpyWriter(path, rows[0].Length);
        Array.ForEach(rows, row => writer.Append(row));
        writer.Commit();
    }
}
