using System.Buffers.Binary;
using System.Text;

namespace ReId.OnnxFormat.Wire;

/// <summary>
/// Writes one protobuf message. ONNX needs six kinds of field, which are fewer lines than a protobuf library is files.
/// </summary>
internal sealed class ProtoWriter
{
    public const int VarintType = 0;
    public const int FixedLongType = 1;
    public const int BytesType = 2;
    public const int FixedIntType = 5;

    private readonly MemoryStream _stream = new();

    /// <summary>The message so far; valid until the next field.</summary>
    public ReadOnlyMemory<byte> Written => _stream.GetBuffer().AsMemory(0, (int)_stream.Length);

    public ProtoWriter Number(int field, long value)
    {
        Tag(field, VarintType);
        Varint((ulong)value);
        return this;
    }

    public ProtoWriter Float(int field, float value)
    {
        Tag(field, FixedIntType);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _stream.Write(bytes);
        return this;
    }

    public ProtoWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtoWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, BytesType);
        Varint((ulong)value.Length);
        _stream.Write(value);
        return this;
    }

    /// <summary>A message inside the message.</summary>
    public ProtoWriter Message(int field, Action<ProtoWriter> write)
    {
        var inner = new ProtoWriter();
        write(inner);
        return Bytes(field, inner.Written.Span);
    }

    /// <summary>Repeated numbers, packed into one field as protobuf 3 does.</summary>
    public ProtoWriter Numbers(int field, IEnumerable<long> values)
    {
        var packed = new ProtoWriter();
        foreach (var value in values)
        {
            packed.Varint((ulong)value);
        }

        return Bytes(field, packed.Written.Span);
    }

    private void Tag(int field, int type) => Varint((ulong)((field << 3) | type));

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _stream.WriteByte((byte)(value | 0x80));
        }

        _stream.WriteByte((byte)value);
    }
}
