using System.Buffers.Binary;
using System.Text;
using ReId.Model.Weights;
using ReId.Model.Weights.SafeTensors;

namespace ReId.Model.Tests.Weights.SafeTensors;

public sealed class SafeTensorsReaderTests
{
    [Fact]
    public void What_is_written_is_read()
    {
        var file = new SafeTensorsFile(
            [
                new NamedTensor("b", [2], TensorType.F16, new byte[] { 1, 2, 3, 4 }),
                new NamedTensor("a", [], TensorType.I64, new byte[] { 5, 0, 0, 0, 0, 0, 0, 0 }),
                new NamedTensor("empty", [0, 3], TensorType.F32, ReadOnlyMemory<byte>.Empty),
            ],
            new Dictionary<string, string> { ["note"] = "žluť" });
        using var stream = new MemoryStream();
        SafeTensorsWriter.Write(stream, file);

        var read = SafeTensorsReader.Read(stream.ToArray());

        Assert.Equal(["b", "a", "empty"], read.Tensors.Select(t => t.Name));
        Assert.Equal([1, 2, 3, 4], read.Tensors[0].Data.ToArray());
        Assert.Equal("žluť", read.Metadata["note"]);
        Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(stream.ToArray()) % 8);
    }

    [Theory]
    [InlineData("{}", 1, "end at byte 0 of 1")]
    [InlineData("[]", 0, "is no JSON object")]
    [InlineData("{\"a\":", 0, "not valid JSON")]
    [InlineData("{\"a\":1}", 0, "describes no tensor")]
    [InlineData("{\"a\":{\"dtype\":\"F8\",\"shape\":[],\"data_offsets\":[0,1]}}", 1, "element type F8")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}", 8, "has 8 bytes for shape [1] of F32")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", 4, "for shape [-1]")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}}", 0, "for shape")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 4, "lies at bytes [4, 8] of 4")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,4]}}", 8, "lies at bytes [8, 4]")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[1e99,4]}}", 8, "no whole number")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}", 3, "begins at byte 1")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}", 2, "not valid JSON")]
    [InlineData("{\"__metadata__\":{\"k\":1}}", 0, "is no string")]
    public void A_header_that_lies_is_refused_with_the_reason(string header, int dataLength, string reason)
    {
        var error = Assert.Throws<WeightsFormatException>(() => SafeTensorsReader.Read(File(header, dataLength)));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_longer_than_the_file_is_refused_without_reading_it()
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, ulong.MaxValue);

        var error = Assert.Throws<WeightsFormatException>(() => SafeTensorsReader.Read(bytes));

        Assert.Contains("claims 18446744073709551615 bytes", error.Message, StringComparison.Ordinal);
    }

    private static byte[] File(string header, int dataLength)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + text.Length + dataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)text.Length);
        text.CopyTo(bytes, 8);
        return bytes;
    }
}
