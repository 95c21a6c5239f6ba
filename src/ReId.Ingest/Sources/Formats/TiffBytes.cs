using System.Buffers.Binary;

namespace ReId.Ingest.Sources.Formats;

/// <summary>Reads the size of a TIFF's first picture (TIFF 6.0, section 2).</summary>
internal static class TiffBytes
{
    private const int WidthTag = 256;
    private const int HeightTag = 257;
    private const int Short = 3;
    private const int EntryLength = 12;

    public static PictureFacts Inspect(ReadOnlySpan<byte> bytes)
    {
        var little = bytes[0] == 'I';
        if (bytes.Length < 8)
        {
            return PictureFacts.Broken("the TIFF is cut off");
        }

        var directory = UInt32(bytes[4..], little);
        if (directory > bytes.Length - 2)
        {
            return PictureFacts.Broken("the TIFF is cut off");
        }

        var entries = bytes[(int)directory..];
        var count = UInt16(entries, little);
        entries = entries[2..];
        if (entries.Length < count * EntryLength)
        {
            return PictureFacts.Broken("the TIFF is cut off");
        }

        // Tag, type, number of values, and the value itself where it fits into four bytes.
        var (width, height) = (0L, 0L);
        for (; count > 0; count--, entries = entries[EntryLength..])
        {
            long value = UInt16(entries[2..], little) == Short ? UInt16(entries[8..], little) : UInt32(entries[8..], little);
            switch (UInt16(entries, little))
            {
                case WidthTag: width = value; break;
                case HeightTag: height = value; break;
                default: break;
            }
        }

        return new(width, height);
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
