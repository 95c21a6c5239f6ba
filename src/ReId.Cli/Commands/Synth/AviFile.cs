using System.Buffers.Binary;

namespace ReId.Cli.Commands.Synth;

/// <summary>Whether a film is there to its end: a full disk cuts it off, and neither OpenCV nor FFmpeg says so.</summary>
internal static class AviFile
{
    private const int HeadBytes = 8;

    /// <summary>Adds up the RIFF chunks of the file, each of which says its length: one that is cut off says more than is there.</summary>
    public static bool IsWhole(string path)
    {
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        Span<byte> head = stackalloc byte[HeadBytes];
        var end = 0L;
        while (end + HeadBytes <= length && RandomAccess.Read(file, head, end) == HeadBytes && head.StartsWith("RIFF"u8))
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            // A chunk of odd length is followed by a byte that it does not count.
            end += HeadBytes + size + (size & 1);
        }

        return length > 0 && end == length;
    }
}
