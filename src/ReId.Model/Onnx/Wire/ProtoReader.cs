using ReId.Model.Weights;

namespace ReId.Model.Onnx.Wire;

/// <summary>Walks over the fields of one protobuf message; nothing is copied, and no length is believed.</summary>
internal struct ProtoReader(ReadOnlyMemory<byte> message)
{
    private int _position;

    /// <summary>Number of the field that <see cref="Next"/> came to.</summary>
    public int Field { get; private set; }

    /// <summary>Its bytes; empty for a field that is a number.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Goes to the next field; false at the end.</summary>
    /// <exception cref="WeightsFormatException">The bytes are no protobuf message.</exception>
    public bool Next()
    {
        if (_position >= message.Length)
        {
            return false;
        }

        var tag = Varint();
        Field = (int)(tag >> 3);
        Bytes = default;
        switch ((int)(tag & 7))
        {
            case ProtoWriter.VarintType:
                Varint();
                break;
            case ProtoWriter.FixedLongType:
                Take(sizeof(long));
                break;
            case ProtoWriter.BytesType:
                Bytes = Take(Varint());
                break;
            case ProtoWriter.FixedIntType:
                Take(sizeof(int));
                break;
            default:
                throw Malformed();
        }

        return Field > 0 ? true : throw Malformed();
    }

    private static WeightsFormatException Malformed() => new("it is not ONNX, cut off or damaged");

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
