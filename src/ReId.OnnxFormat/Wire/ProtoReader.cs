using System.Buffers.Binary;
using System.Text;

namespace ReId.OnnxFormat.Wire;

/// <summary>Walks over the fields of one protobuf message without a schema; nothing is copied, and no length is believed.</summary>
internal struct ProtoReader(ReadOnlyMemory<byte> message)
{
    private int _position;

    /// <summary>Number of the field that <see cref="Next"/> came to.</summary>
    public int Field { get; private set; }

    /// <summary>Its value, when it is a number; 0 otherwise.</summary>
    public long Number { get; private set; }

    /// <summary>Its bytes, when it is a text or a message; empty otherwise.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary><see cref="Bytes"/> as text.</summary>
    public readonly string Text => Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>Goes to the next field; false at the end.</summary>
    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public bool Next()
    {
        if (_position >= message.Length)
        {
            return false;
        }

        var tag = Varint();
        (Field, Number, Bytes) = ((int)(tag >> 3), 0, default);
        switch ((int)(tag & 7))
        {
            case ProtoWriter.VarintType:
                Number = (long)Varint();
                break;
            case ProtoWriter.FixedLongType:
                Number = BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)).Span);
                break;
            case ProtoWriter.BytesType:
                Bytes = Take(Varint());
                break;
            case ProtoWriter.FixedIntType:
                Number = BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)).Span);
                break;
            default:
                throw Malformed();
        }

        return Field > 0 ? true : throw Malformed();
    }

    private static InvalidDataException Malformed() => new("it is not ONNX, cut off or damaged");

    private ReadOnlyMemory<byte> Take(ulong length)
    {
        if (length > (ulong)(message.Length - _position))
        {
            throw Malformed();
        }

        var taken = message.Slice(_position, (int)length);
        _position += (int)length;
        return taken;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_position >= message.Length)
            {
                break;
            }

            var next = message.Span[_position++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Malformed();
    }
}
