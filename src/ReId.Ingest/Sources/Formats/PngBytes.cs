using System.Buffers.Binary;

namespace ReId.Ingest.Sources.Formats;

/// <summary>
/// Walks a PNG's chunks (W3C PNG specification, section 5) from header to end and checks their checksums: libpng
/// writes to stderr about what it does not like.
/// </summary>
internal static class PngBytes
{
    private const int HeaderLength = 13;
    private static readonly uint[] s_crc = [.. Enumerable.Range(0, 256).Select(i => CrcEntry((uint)i))];
    private static readonly PictureFacts s_cutOff = PictureFacts.Broken("the PNG is cut off before its end chunk");

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    public static PictureFacts Inspect(ReadOnlySpan<byte> bytes)
    {
        PictureFacts? size = null;
        var (palette, pixels) = (false, false);
        var rest = bytes[Signature.Length..];

        // Length, type, body and checksum of each chunk; what lies behind the end is nobody's concern.
        while (rest.Length >= 12)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12)
            {
                return s_cutOff;
            }

            var chunk = rest.Slice(4, 4 + (int)length);
            if (BinaryPrimitives.ReadUInt32BigEndian(rest[(4 + chunk.Length)..]) != Crc(chunk))
            {
                return PictureFacts.Broken("the PNG is damaged: a chunk does not match its checksum");
            }

            var body = chunk[4..];
            var isHeader = chunk.StartsWith("IHDR"u8);
            if (isHeader != size is null || (isHeader && !IsHeader(body)))
            {
                return PictureFacts.Broken("the PNG does not begin with one valid header chunk");
            }

            if (isHeader)
            {
                size = new(BinaryPrimitives.ReadUInt32BigEndian(body), BinaryPrimitives.ReadUInt32BigEndian(body[4..]));
                palette = body[9] != 3;
            }

            palette |= chunk.StartsWith("PLTE"u8);
            pixels |= chunk.StartsWith("IDAT"u8);
            if (chunk.StartsWith("IEND"u8))
            {
                return palette && pixels ? size!.Value : PictureFacts.Broken("the PNG has no pixels, or no palette for them");
            }

            rest = rest[(8 + chunk.Length)..];
        }

        return s_cutOff;
    }

    // Size, depth, colour type, then the only compression and filter there are, and the interlacing.
    private static bool IsHeader(ReadOnlySpan<byte> body) =>
        body.Length == HeaderLength && body[10] == 0 && body[11] == 0 && body[12] <= 1 && (body[9], body[8]) switch
        {
            (0, 1 or 2 or 4 or 8 or 16) => true,
            (3, 1 or 2 or 4 or 8) => true,
            (2 or 4 or 6, 8 or 16) => true,
            _ => false,
        };

    // CRC-32 of ISO 3309, bit-reversed polynomial.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = s_crc[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint CrcEntry(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xedb88320;
        }

        return value;
    }
}
