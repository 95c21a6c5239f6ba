using System.Buffers.Binary;

namespace ReId.Testing.Cameras;

/// <summary>Cuts JPEGs into RTP packets (RFC 3550) with the payload for JPEG (RFC 2435), numbering them in one go.</summary>
/// <param name="source">The number by which packets of one sender are known (SSRC).</param>
/// <param name="largest">The bytes of a JPEG's data in one packet, at most.</param>
public sealed class RtpJpegPacketiser(uint source, int largest = 1400)
{
    /// <summary>The number of JPEG among the payloads of RTP.</summary>
    public const byte PayloadType = 26;

    /// <summary>The ticks of the packets' clock in a second.</summary>
    public const int ClockRate = 90_000;

    private const byte LastOfFrame = 0x80;
    private const byte TablesInBand = 255;
    private const int RtpHeader = 12;
    private const int JpegHeader = 8;
    private const int TablesHeader = 4;
    private ushort _sequence;

    /// <summary>One frame's packets, in the order to be sent.</summary>
    /// <param name="scan">The frame.</param>
    /// <param name="timestamp">When it was taken, in ticks of <see cref="ClockRate"/>.</param>
    public IEnumerable<byte[]> Packets(JpegScan scan, uint timestamp)
    {
        for (var offset = 0; offset < scan.Data.Length; offset += largest)
        {
            var data = scan.Data.Span.Slice(offset, Math.Min(largest, scan.Data.Length - offset));
            var tables = offset == 0 ? scan.Quantisation.Span : [];
            var tablesAt = RtpHeader + JpegHeader;
            var dataAt = tablesAt + (tables.IsEmpty ? 0 : TablesHeader + tables.Length);
            var packet = new byte[dataAt + data.Length];
            WriteRtp(packet, timestamp, offset + data.Length == scan.Data.Length);
            WriteJpeg(packet.AsSpan(RtpHeader), scan, offset);
            if (!tables.IsEmpty)
            {
                // Two bytes stay 0: must be zero, and 8-bit tables.
                BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(tablesAt + 2), (ushort)tables.Length);
                tables.CopyTo(packet.AsSpan(tablesAt + TablesHeader));
            }

            data.CopyTo(packet.AsSpan(dataAt));
            yield return packet;
        }
    }

    private void WriteRtp(Span<byte> header, uint timestamp, bool last)
    {
        header[0] = 2 << 6;
        header[1] = last ? (byte)(PayloadType | LastOfFrame) : PayloadType;
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], _sequence++);
        BinaryPrimitives.WriteUInt32BigEndian(header[4..], timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(header[8..], source);
    }

    private static void WriteJpeg(Span<byte> header, JpegScan scan, int offset)
    {
        // The offset takes the lower three of four bytes; the upper one belongs to the type and is 0 in both of ours.
        BinaryPrimitives.WriteInt32BigEndian(header, offset);
        header[4] = scan.Type;
        header[5] = TablesInBand;
        header[6] = (byte)(scan.Width / 8);
        header[7] = (byte)(scan.Height / 8);
    }
}
