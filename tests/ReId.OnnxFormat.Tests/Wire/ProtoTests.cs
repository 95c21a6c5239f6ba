using ReId.OnnxFormat.Wire;

namespace ReId.OnnxFormat.Tests.Wire;

public sealed class ProtoTests
{
    [Fact]
    public void What_was_written_is_read()
    {
        var reader = new ProtoReader(Message());

        Assert.True(reader.Next());
        Assert.Equal((1, 300L), (reader.Field, reader.Number));
        Assert.True(reader.Next());
        Assert.Equal((2, "Größe"), (reader.Field, reader.Text));
        Assert.True(reader.Next());
        Assert.Equal((3, BitConverter.SingleToInt32Bits(1.5f)), (reader.Field, (int)reader.Number));
        Assert.True(reader.Next());
        var inner = new ProtoReader(reader.Bytes);
        Assert.True(inner.Next());
        Assert.Equal((5, -1L), (inner.Field, inner.Number));
        Assert.False(inner.Next());
        Assert.False(reader.Next());
    }

    // The example of protobuf's own documentation: field 1, 150.
    [Fact]
    public void Bytes_of_the_specification_are_read()
    {
        var reader = new ProtoReader(new byte[] { 0x08, 0x96, 0x01 });

        Assert.True(reader.Next());
        Assert.Equal((1, 150L), (reader.Field, reader.Number));
    }

    [Fact]
    public void Cut_off_anywhere_it_ends_in_an_error_or_between_two_fields()
    {
        var message = Message();
        var between = 0;
        for (var length = 1; length < message.Length; length++)
        {
            try
            {
                ReadAll(message.AsMemory(0, length));
                between++;
            }
            catch (InvalidDataException)
            {
            }
        }

        Assert.Equal(3, between);
    }

    [Theory]
    [InlineData(new byte[] { 0x00, 0x01 })]
    [InlineData(new byte[] { 0x0b })]
    [InlineData(new byte[] { 0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f })]
    [InlineData(new byte[] { 0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff })]
    public void What_is_no_message_is_refused(byte[] bytes) => Assert.Throws<InvalidDataException>(() => ReadAll(bytes));

    private static byte[] Message() => new ProtoWriter()
        .Number(1, 300).Text(2, "Größe").Float(3, 1.5f).Message(4, inner => inner.Number(5, -1)).Written.ToArray();

    private static void ReadAll(ReadOnlyMemory<byte> bytes)
    {
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
        }
    }
}
