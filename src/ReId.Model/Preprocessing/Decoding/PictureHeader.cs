using System.Buffers.Binary;

namespace ReId.Model.Preprocessing.Decoding;

/// <summary>
/// Reads format and size of a picture before anything is decoded: a few hundred bytes can claim a picture of
/// gigabytes, and a decoder fills a cut-off picture up with grey without a word.
/// </summary>
internal static class PictureHeader
{
    // A 64-megapixel picture is 192 MB once decoded.
    public const long MostPixels = 64L << 20;

    private static ReadOnlySpan<byte> PngMagic => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Checks a picture and gives the size that its header names, before any turn that EXIF asks for.</summary>
    /// <exception cref="PictureException">Unknown format, cut off, or too large.</exception>
    public static (int Width, int Height) Check(ReadOnlySpan<byte> picture)
    {
        if (picture.IsEmpty)
        {
            throw new PictureException("is empty");
        }

        var (width, height) = Size(picture);
        if (width <= 0 || height <= 0)
        {
            throw new PictureException("claims to have no pixels");
        }

        if (width * height > MostPixels)
        {
            throw new PictureException($"claims {width}×{height} pixels; at most {MostPixels >> 20} megapixels are decoded");
        }

        return ((int)width, (int)height);
    }

    private static (long Width, long Height) Size(ReadOnlySpan<byte> picture)
    {
        if (JpegHeader.Begins(picture))
        {
            return JpegHeader.Size(picture);
        }

        if (picture.StartsWith(PngMagic))
        {
            return Png(picture);
        }

        if (picture.StartsWith("RIFF"u8) && picture.Length >= 12 && picture[8..].StartsWith("WEBP"u8))
        {
            return WebPHeader.Size(picture);
        }

        return picture.StartsWith("BM"u8)
            ? Bmp(picture)
            : throw new PictureException("is no JPEG, PNG, WebP or BMP picture");
    }

    private static (long Width, long Height) Png(ReadOnlySpan<byte> picture)
    {
        if (picture.Length < 24 || picture.LastIndexOf("IEND"u8) < 0)
        {
            throw CutOff();
        }

        return (BinaryPrimitives.ReadUInt32BigEndian(picture[16..]), BinaryPrimitives.ReadUInt32BigEndian(picture[20..]));
    }

    private static (long Width, long Height) Bmp(ReadOnlySpan<byte> picture)
    {
        // The oldest header (12 bytes) has 16-bit sizes; in the others a negative height means top-down.
        if (picture.Length >= 22 && BinaryPrimitives.ReadInt32LittleEndian(picture[14..]) == 12)
        {
            return (BinaryPrimitives.ReadUInt16LittleEndian(picture[18..]), BinaryPrimitives.ReadUInt16LittleEndian(picture[20..]));
        }

        // Bytes 2 to 5 hold the size of the file.
        if (picture.Length < 26 || BinaryPrimitives.ReadUInt32LittleEndian(picture[2..]) > picture.Length)
        {
            throw CutOff();
        }

        return (BinaryPrimitives.ReadInt32LittleEndian(picture[18..]),
            Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(picture[22..])));
    }

    internal static PictureException CutOff() => new("is cut off");
}
