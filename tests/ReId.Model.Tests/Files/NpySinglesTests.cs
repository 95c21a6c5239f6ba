using System.Buffers.Binary;
using System.Text;
using ReId.Contracts;
using ReId.Model.Files;
using ReId.Testing;

namespace ReId.Model.Tests.Files;

public sealed class NpySinglesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("<f4", false)]
    [InlineData("<f4", true)]
    [InlineData("<f8", false)]
    public void Whatever_the_type_and_order_it_reads_what_the_careful_reader_reads(string descr, bool fortran)
    {
        var path = Write(descr, fortran, "(3, 2)", 6);

        var (shape, values) = NpySingles.Load(path);

        Assert.Equal([3, 2], shape);
        Assert.Equal(fortran ? [0, 3, 1, 4, 2, 5] : [0, 1, 2, 3, 4, 5], values);
        Assert.Equal(NpyArray.Load(path).ToSingles(), values);
    }

    [Fact]
    public void What_cannot_be_read_is_refused_in_the_same_words()
    {
        foreach (var path in new[] { Write("<f4", false, "(3, 3)", 6), Write("<f4", false, "(x,)", 6), Text("no array"), Text(""), _folder.File("absent.npy"), _folder.Path })
        {
            var expected = Assert.Throws<ReIdException>(() => NpyArray.Load(path));
            Assert.Equal(expected.Message, Assert.Throws<ReIdException>(() => NpySingles.Load(path)).Message);
        }
    }

    [Theory]
    [InlineData("<i8", "int64")]
    [InlineData("<i4", "int32")]
    [InlineData("|u1", "uint8")]
    [InlineData("<f2", "float16")]
    [InlineData("|b1", "bool")]
    [InlineData(">f4", "float32 of the other byte order")]
    public void Other_numbers_are_named_with_what_is_wanted(string descr, string name)
    {
        var path = Write(descr, false, "(3, 2)", 6);

        Assert.Equal($"{path} holds {name}; float32 or float64 is wanted", Assert.Throws<ReIdException>(() => NpySingles.Load(path)).Message);
    }

    private string Text(string text)
    {
        var path = _folder.File($"{Guid.NewGuid():n}.npy");
        File.WriteAllText(path, text);
        return path;
    }

    private string Write(string descr, bool fortran, string shape, int count)
    {
        var header = $"{{'descr': '{descr}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}".PadRight(117) + "\n";
        var width = descr == "<f4" ? 4 : 8;
        var data = new byte[count * width];
        for (var i = 0; i < count; i++)
        {
            var place = data.AsSpan(i * width);
            switch (descr)
            {
                case "<f4": BinaryPrimitives.WriteSingleLittleEndian(place, i); break;
                case "<f8": BinaryPrimitives.WriteDoubleLittleEndian(place, i); break;
                default: BinaryPrimitives.WriteInt64LittleEndian(place, i); break;
            }
        }

        var path = _folder.File($"{Guid.NewGuid():n}.npy");
        File.WriteAllBytes(path, [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header), .. data]);
        return path;
    }
}
