using System.Buffers.Binary;

namespace ReId.Ingest.Sources.Formats;

/// <summary>Reads the size of a WebP (RFC 9649): lossy (VP8), lossless (VP8L) or extended (VP8X).</summary>
internal static class WebPBytes
{
    public static PictureFacts Inspect(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 30 || BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) + 8L > bytes.Length)
        {
            return PictureFacts.Broken("the WebP is cut off");
        }

        var chunk = bytes[12..];
        if (chunk.StartsWith("VP8 "u8))
        {
            return new(
                BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]) & 0x3fff, BinaryPrimitives.ReadUInt16LittleEndian(chunk[16..]) & 0x3fff);
        }

        if (chunk.StartsWith("VP8L"u8))
        {
            var sizes = BinaryPrimitives.ReadUInt32LittleEndian(chunk[9..]);
            return new((sizes & 0x3fff) + 1, ((sizes >> 14) & 0x3fff) + 1);
        }

        return chunk.StartsWith("VP8X"u8)
            ? new(1 + UInt24(chunk[12..]), 1 + UInt24(chunk[15..]))
            : PictureFacts.Broken("the WebP is of an unknown kind");
    }

    private static long UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
