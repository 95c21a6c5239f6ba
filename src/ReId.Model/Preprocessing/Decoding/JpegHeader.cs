using System.Buffers.Binary;

namespace ReId.Model.Preprocessing.Decoding;

/// <summary>Walks the segments of a JPEG to its frame header and makes sure that the picture has an end.</summary>
internal static class JpegHeader
{
    private const byte StartOfScan = 0xda;
    private static ReadOnlySpan<byte> EndOfImage => [0xff, 0xd9];

    public static bool Begins(ReadOnlySpan<byte> picture) => picture.StartsWith<byte>([0xff, 0xd8, 0xff]);

    public static (long Width, long Height) Size(ReadOnlySpan<byte> picture)
    {
        (long Width, long Height)? size = null;
        var position = 2;
        while (position + 4 <= picture.Length)
        {
            if (picture[position] != 0xff)
            {
                throw new PictureException("is a damaged JPEG");
            }

            var marker = picture[position + 1];
            if (marker is 0xff or 0x01 or (>= 0xd0 and <= 0xd8))
            {
                // Fill bytes and markers without a body.
                position += marker == 0xff ? 1 : 2;
                continue;
            }

            if (IsFrame(marker) && position + 9 <= picture.Length)
            {
                size = (BinaryPrimitives.ReadUInt16BigEndian(picture[(position + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(picture[(position + 5)..]));
            }

            if (marker == StartOfScan)
            {
                break;
            }

            position += 2 + BinaryPrimitives.ReadUInt16BigEndian(picture[(position + 2)..]);
        }

        // Searched behind the start of the scan: a thumbnail in front has an end of its own.
        if (size is null || position >= picture.Length || picture[position..].LastIndexOf(EndOfImage) < 0)
        {
            throw PictureHeader.CutOff();
        }

        return size.Value;
    }

    // SOF0 to SOF15 without DHT (c4), JPG (c8) and DAC (cc), which share the range.
    private static bool IsFrame(byte marker) => marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc);
}
