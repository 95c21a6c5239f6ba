using System.Buffers.Binary;

namespace ReId.Model.Preprocessing.Decoding;

/// <summary>Reads the size of a WebP in its three flavours: lossy (VP8), lossless (VP8L), extended (VP8X).</summary>
internal static class WebPHeader
{
    public static (long Width, long Height) Size(ReadOnlySpan<byte> picture)
    {
        if (picture.Length < 30 || BinaryPrimitives.ReadUInt32LittleEndian(picture[4..]) + 8L > picture.Length)
        {
            throw PictureHeader.CutOff();
        }

        var chunk = picture[12..];
        if (chunk.StartsWith("VP8 "u8))
        {
            return (BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]) & 0x3fff,
                BinaryPrimitives.ReadUInt16LittleEndian(chunk[16..]) & 0x3fff);
        }

        if (chunk.StartsWith("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(chunk[9..]);
            return ((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
        }

        return chunk.StartsWith("VP8X"u8)
            ? (UInt24(chunk[12..]) + 1, UInt24(chunk[15..]) + 1)
            : throw new PictureException("is a WebP of an unknown kind");
    }

    private static long UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
