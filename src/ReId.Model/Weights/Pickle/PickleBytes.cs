using System.Buffers.Binary;
using System.Text;

namespace ReId.Model.Weights.Pickle;

/// <summary>A cursor over the bytes of a pickle that never reads past their end.</summary>
internal sealed class PickleBytes(ReadOnlyMemory<byte> bytes)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    // Opcodes with a text argument carry module and class names; nothing honest is longer.
    private const int LongestLine = 1024;

    public int Position { get; private set; }

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>The one big-endian number of the format.</summary>
    public double Float() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>An unsigned length that must fit into what is left.</summary>
    public int Length(int width)
    {
        var length = width switch
        {
            1 => Byte(),
            4 => (uint)Int32(),
            _ => Int64(),
        };
        return length >= 0 && length <= bytes.Length - Position
            ? (int)length
            : throw new WeightsFormatException($"its pickle ends before {length} bytes announced at byte {Position}");
    }

    public string Text(int length) => Decode(Take(length));

    public byte[] Bytes(int length) => Take(length).ToArray();

    /// <summary>Python 2 strings have no encoding; one character a byte keeps them as they are.</summary>
    public string Latin1(int length) => Encoding.Latin1.GetString(Take(length));

    public string Line()
    {
        var rest = bytes.Span[Position..];
        var end = rest[..Math.Min(rest.Length, LongestLine)].IndexOf((byte)'\n');
        if (end < 0)
        {
            throw new WeightsFormatException($"its pickle has an endless line at byte {Position}");
        }

        var line = Decode(rest[..end]);
        Position += end + 1;
        return line;
    }

    /// <summary>A little-endian two's-complement number: long when it fits, else its raw bytes.</summary>
    public object Number(int length)
    {
        var raw = Take(length);
        if (length > sizeof(long))
        {
            return raw.ToArray();
        }

        Span<byte> wide = stackalloc byte[sizeof(long)];
        wide.Fill(length > 0 && raw[length - 1] >= 0x80 ? (byte)0xff : (byte)0);
        raw.CopyTo(wide);
        return BinaryPrimitives.ReadInt64LittleEndian(wide);
    }

    private static string Decode(ReadOnlySpan<byte> text)
    {
        try
        {
            return StrictUtf8.GetString(text);
        }
        catch (DecoderFallbackException e)
        {
            throw new WeightsFormatException("its pickle holds text that is not UTF-8", e);
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > bytes.Length - Position)
        {
            throw new WeightsFormatException($"its pickle is cut off at byte {bytes.Length}");
        }

        var span = bytes.Span.Slice(Position, count);
        Position += count;
        return span;
    }
}
