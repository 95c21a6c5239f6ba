using System.Buffers.Binary;

namespace ReId.Ingest.Sources.Formats;

/// <summary>Walks a JPEG's segments (ITU-T T.81, annex B) to the scan, and makes sure that the scan has an end.</summary>
internal static class JpegBytes
{
    private const byte StartOfScan = 0xda;
    private static readonly PictureFacts s_cutOff = PictureFacts.Broken("the JPEG is cut off before its end marker");

    public static PictureFacts Inspect(ReadOnlySpan<byte> bytes)
    {
        PictureFacts? size = null;
        var position = 2;
        while (position + 4 <= bytes.Length)
        {
            if (bytes[position] != 0xff)
            {
                return PictureFacts.Broken("the JPEG is damaged: a segment does not begin where the one before it ends");
            }

            var marker = bytes[position + 1];
            if (marker is 0xff or 0x01 or (>= 0xd0 and <= 0xd8))
            {
                // Fill bytes, and markers without a body.
                position += marker == 0xff ? 1 : 2;
                continue;
            }

            if (IsFrame(marker) && position + 9 <= bytes.Length)
            {
                size = new(BinaryPrimitives.ReadUInt16BigEndian(bytes[(position + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(bytes[(position + 5)..]));
            }

            if (marker == StartOfScan)
            {
                // A thumbnail's end lies before the scan. What lies behind the end (padding, a phone's film) may be long.
                return size is { } known && bytes[position..].LastIndexOf<byte>([0xff, 0xd9]) >= 0 ? known : s_cutOff;
            }

            position += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(position + 2)..]);
        }

        return s_cutOff;
    }

    // SOF0 to SOF15, without DHT (c4), JPG (c8) and DAC (cc) in their midst.
    private static bool IsFrame(byte marker) => marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc);
}
