using System.Buffers.Binary;

namespace ReId.Ingest.Sources.Formats;

/// <summary>Reads the size of a Windows bitmap.</summary>
internal static class BmpBytes
{
    private const int OldestHeader = 12;

    public static PictureFacts Inspect(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 26)
        {
            return PictureFacts.Broken("the BMP is cut off");
        }

        // The oldest header has 16-bit sizes; in the others a negative height means that the top row comes first.
        return BinaryPrimitives.ReadInt32LittleEndian(bytes[14..]) == OldestHeader
            ? new(BinaryPrimitives.ReadUInt16LittleEndian(bytes[18..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[20..]))
            : new(BinaryPrimitives.ReadInt32LittleEndian(bytes[18..]), Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(bytes[22..])));
    }
}
