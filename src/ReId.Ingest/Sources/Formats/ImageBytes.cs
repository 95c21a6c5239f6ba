using System.Globalization;

namespace ReId.Ingest.Sources.Formats;

/// <summary>
/// Looks at a picture before OpenCV does, which decodes half a JPEG without a word and paints the rest grey, lets
/// libpng complain to stderr, and allocates whatever size a header claims.
/// </summary>
internal static class ImageBytes
{
    // A 64-megapixel picture is 192 MB once decoded.
    public const long MostPixels = 64L << 20;

    /// <summary>What is wrong with the bytes, as the end of a sentence; null when nothing can be told from outside.</summary>
    public static string? Flaw(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return "the file is empty";
        }

        var (width, height, flaw) = Inspect(bytes);
        return flaw ?? (width, height) switch
        {
            ( <= 0, _) or (_, <= 0) => "its header claims a picture without pixels",
            // As a quotient: a product of two 32-bit sizes may overflow.
            _ when width > MostPixels / height => string.Create(
                CultureInfo.InvariantCulture,
                $"its header claims {width}×{height} pixels, but at most {MostPixels >> 20} megapixels are decoded"),
            _ => null,
        };
    }

    /// <summary>The size that the header claims, or what is wrong.</summary>
    public static PictureFacts Inspect(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0xff, 0xd8, 0xff]))
        {
            return JpegBytes.Inspect(bytes);
        }

        if (bytes.StartsWith(PngBytes.Signature))
        {
            return PngBytes.Inspect(bytes);
        }

        if (bytes.StartsWith("RIFF"u8) && bytes.Length >= 12 && bytes[8..].StartsWith("WEBP"u8))
        {
            return WebPBytes.Inspect(bytes);
        }

        if (bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8))
        {
            return TiffBytes.Inspect(bytes);
        }

        return bytes.StartsWith("BM"u8) ? BmpBytes.Inspect(bytes) : PictureFacts.Broken("its content is not an image");
    }
}
