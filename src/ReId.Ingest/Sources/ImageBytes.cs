namespace ReId.Ingest.Sources;

/// <summary>
/// Finds what OpenCV would let pass: it decodes half a JPEG without a word and paints the rest grey, which would give
/// a vector that looks as good as any other.
/// </summary>
internal static class ImageBytes
{
    private const int TrailingPadding = 1024;

    /// <summary>What is wrong with the bytes, as the end of a sentence; null when nothing can be told from outside.</summary>
    public static string? Flaw(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return "the file is empty";
        }

        var isJpeg = bytes.Length > 2 && bytes[0] == 0xFF && bytes[1] == 0xD8;
        if (!isJpeg)
        {
            return null;
        }

        // Cameras append padding and thumbnails' ends come early, so only the tail counts.
        var tail = bytes[Math.Max(2, bytes.Length - TrailingPadding)..];
        return tail.LastIndexOf<byte>([0xFF, 0xD9]) >= 0 ? null : "the JPEG is cut off before its end marker";
    }
}
