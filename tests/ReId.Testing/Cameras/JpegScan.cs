using System.Buffers.Binary;

namespace ReId.Testing.Cameras;

/// <summary>
/// What RTP carries of a JPEG (RFC 2435): its size, its quantisation tables and its entropy-coded data. All else is agreed
/// on beforehand, so a JPEG that deviates from the agreement cannot be sent and is refused.
/// </summary>
/// <param name="Width">Pixels, a multiple of 8.</param>
/// <param name="Height">Pixels, a multiple of 8.</param>
/// <param name="Type">0 for 4:2:2, 1 for 4:2:0.</param>
/// <param name="Quantisation">The tables of luma and chroma, 64 bytes each, in zigzag order.</param>
/// <param name="Data">The entropy-coded data, without the end marker.</param>
public sealed record JpegScan(int Width, int Height, byte Type, ReadOnlyMemory<byte> Quantisation, ReadOnlyMemory<byte> Data)
{
    private const int TableSize = 64;
    private const int LargestSide = 255 * 8;

    /// <summary>Reads a baseline JPEG as OpenCV's imencode writes it.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a whole JPEG.</exception>
    /// <exception cref="NotSupportedException">RFC 2435 cannot carry this JPEG.</exception>
    public static JpegScan Parse(byte[] jpeg)
    {
        if (!jpeg.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]))
        {
            throw new InvalidDataException("The picture is not a JPEG: it does not begin with FF D8.");
        }

        var tables = new Dictionary<int, byte[]>();
        byte[] frame = [];
        for (var at = 2; ;)
        {
            var (marker, body) = Segment(jpeg, at);
            at += 4 + body.Length;
            switch (marker)
            {
                case 0xC0:
                    CheckFrame(frame = body);
                    break;
                case > 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC):
                    throw Refused("is not baseline");
                case 0xC4:
                    CheckHuffman(body);
                    break;
                case 0xDB:
                    ReadQuantisation(body, tables);
                    break;
                case 0xDD when BinaryPrimitives.ReadUInt16BigEndian(body) > 0:
                    throw Refused("has restart intervals");
                case 0xDA when frame.Length > 0:
                    CheckScan(body);
                    return FromFrame(frame, tables, EntropyCoded(jpeg, at));
            }
        }
    }

    private static (byte Marker, byte[] Body) Segment(byte[] jpeg, int at)
    {
        var length = at + 4 <= jpeg.Length && jpeg[at] == 0xFF ? BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2)) : 0;
        return length >= 2 && at + 2 + length <= jpeg.Length
            ? (jpeg[at + 1], jpeg[(at + 4)..(at + 2 + length)])
            : throw new InvalidDataException($"The picture is not a whole JPEG: there is no segment at byte {at}.");
    }

    private static void CheckFrame(ReadOnlySpan<byte> frame)
    {
        // Precision, height, width and number of components; then each component's name, sampling and table.
        if (frame.Length != 15 || frame[0] != 8 || frame[5] != 3)
        {
            throw Refused("has not three components of 8 bits");
        }
    }

    private static JpegScan FromFrame(ReadOnlySpan<byte> frame, Dictionary<int, byte[]> tables, ReadOnlyMemory<byte> data)
    {
        var type = (frame[7], frame[10], frame[13]) switch
        {
            (0x21, 0x11, 0x11) => (byte)0,
            (0x22, 0x11, 0x11) => (byte)1,
            _ => throw Refused("is neither 4:2:0 nor 4:2:2"),
        };
        int height = BinaryPrimitives.ReadUInt16BigEndian(frame[1..]);
        int width = BinaryPrimitives.ReadUInt16BigEndian(frame[3..]);
        if (width % 8 != 0 || height % 8 != 0 || width is 0 or > LargestSide || height is 0 or > LargestSide)
        {
            throw Refused($"is {width}x{height}, and its sides must be multiples of 8 up to {LargestSide}");
        }

        return frame[11] == frame[14] && tables.TryGetValue(frame[8], out var luma) && tables.TryGetValue(frame[11], out var chroma)
            ? new JpegScan(width, height, type, (byte[])[.. luma, .. chroma], data)
            : throw Refused("has not one quantisation table for luma and one for chroma");
    }

    private static void ReadQuantisation(ReadOnlySpan<byte> body, Dictionary<int, byte[]> tables)
    {
        for (; body.Length > TableSize; body = body[(1 + TableSize)..])
        {
            // The upper half of a table's first byte says how long its entries are.
            if (body[0] > 0x0F)
            {
                throw Refused("has quantisation tables of 16 bits");
            }

            tables[body[0]] = body.Slice(1, TableSize).ToArray();
        }
    }

    private static void CheckHuffman(ReadOnlySpan<byte> body)
    {
        while (body.Length > 16)
        {
            var symbols = 0;
            foreach (var count in body[1..17])
            {
                symbols += count;
            }

            if (body.Length < 17 + symbols || !StandardHuffmanTables.Has(body[0], body[1..(17 + symbols)]))
            {
                throw Refused("has Huffman tables of its own");
            }

            body = body[(17 + symbols)..];
        }
    }

    private static void CheckScan(ReadOnlySpan<byte> body)
    {
        // Number of components; then each component's name and its two Huffman tables; then what only progressive JPEGs use.
        if (body.Length != 10 || body[0] != 3 || (body[2], body[4], body[6]) != (0x00, 0x11, 0x11))
        {
            throw Refused("has not one scan with the usual Huffman tables");
        }
    }

    private static ReadOnlyMemory<byte> EntropyCoded(byte[] jpeg, int start)
    {
        for (var at = start; at + 1 < jpeg.Length; at++)
        {
            // FF 00 is a byte FF of the data; any other is a marker, and FF D9 the end.
            if (jpeg[at] == 0xFF && jpeg[at + 1] != 0)
            {
                return jpeg[at + 1] == 0xD9 ? jpeg.AsMemory(start, at - start) : throw Refused("has more than one scan");
            }
        }

        throw new InvalidDataException("The picture is not a whole JPEG: its end marker is missing.");
    }

    private static NotSupportedException Refused(string what) =>
        new($"The picture cannot be sent as RTP payload for JPEG (RFC 2435): it {what}. Send three channels as OpenCV's imencode writes them.");
}
