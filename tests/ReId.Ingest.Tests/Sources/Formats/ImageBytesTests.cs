using System.Buffers.Binary;
using OpenCvSharp;
using ReId.Ingest.Sources.Formats;

namespace ReId.Ingest.Tests.Sources.Formats;

public class ImageBytesTests
{
    private const int PngHeader = 16;

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".bmp")]
    [InlineData(".webp")]
    [InlineData(".tiff")]
    public void Whole_pictures_pass_even_with_something_behind_them(string extension)
    {
        var picture = Encode(extension);

        Assert.Null(ImageBytes.Flaw(picture));
        Assert.Null(ImageBytes.Flaw([.. picture, .. new byte[100_000]]));
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    public void Cut_off_pictures_are_refused_wherever_the_cut_is(string extension)
    {
        var picture = Encode(extension);

        for (var length = 0; length < picture.Length - 1; length++)
        {
            Assert.NotNull(ImageBytes.Flaw(picture.AsSpan(0, length)));
        }
    }

    [Theory]
    [InlineData(".bmp")]
    [InlineData(".tiff")]
    public void Headers_that_are_cut_off_are_no_exception(string extension)
    {
        var picture = Encode(extension);

        for (var length = 0; length < 26 && length < picture.Length; length++)
        {
            Assert.NotNull(ImageBytes.Flaw(picture.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Every_damaged_byte_of_a_png_is_found()
    {
        var picture = Encode(".png");

        for (var i = 0; i < picture.Length; i++)
        {
            picture[i] ^= 0x10;
            Assert.NotNull(ImageBytes.Flaw(picture));
            picture[i] ^= 0x10;
        }
    }

    [Fact]
    public void The_end_of_a_jpegs_thumbnail_is_not_its_own()
    {
        var jpeg = Encode(".jpg");
        byte[] thumbnail = [0xff, 0xe1, 0, 6, 1, 2, 0xff, 0xd9];
        byte[] whole = [.. jpeg[..2], .. thumbnail, .. jpeg[2..]];

        Assert.Null(ImageBytes.Flaw(whole));
        Assert.Contains("cut off", ImageBytes.Flaw(whole.AsSpan(0, whole.Length - 2)));
    }

    [Theory]
    [InlineData(8192, 8192, null)]
    [InlineData(8193, 8192, "8193×8192 pixels, but at most 64 megapixels")]
    [InlineData(60000, 60000, "60000×60000")]
    [InlineData(0, 10, "without pixels")]
    public void Sizes_are_read_from_headers_and_limited(int width, int height, string? flaw)
    {
        byte[][] pictures = [Jpeg(width, height), Bmp(width, height), Bmp(width, -height), Tiff(width, height, true), Tiff(width, height, false)];

        Assert.All(pictures, picture => Assert.Contains(flaw ?? "", ImageBytes.Flaw(picture) ?? ""));
        Assert.All(pictures, picture => Assert.Equal(flaw is null, ImageBytes.Flaw(picture) is null));
    }

    [Fact]
    public void A_png_and_a_webp_that_claim_too_much_are_refused()
    {
        byte[] webp = [.. "RIFF"u8, 22, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 0xff, 0x3f, 0, 0xff, 0x3f, 0];

        Assert.Contains("16384×16384", ImageBytes.Flaw(webp));

        // The checksum of the header chunk is part of the file: without it the size would not be believed.
        var png = Encode(".png");
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(PngHeader), 2_000_000);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));
        Assert.Contains("2000000×64", ImageBytes.Flaw(png));
    }

    [Fact]
    public void Other_content_is_not_an_image() =>
        Assert.Equal("its content is not an image", ImageBytes.Flaw("P6 9999999 9999999 255 "u8));

    private static byte[] Encode(string extension)
    {
        using var image = new Mat(64, 32, MatType.CV_8UC3, Scalar.All(90));
        Cv2.Rectangle(image, new Rect(3, 5, 20, 30), new Scalar(10, 200, 90), -1);
        return image.ImEncode(extension);
    }

    private static byte[] Jpeg(int width, int height) =>
    [
        0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0,
        0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3, 0xff, 0xd9,
    ];

    private static byte[] Bmp(int width, int height)
    {
        byte[] bmp = [.. "BM"u8, .. new byte[52]];
        bmp[14] = 40;
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(22), height);
        return bmp;
    }

    private static byte[] Tiff(int width, int height, bool little) => little
        ? [.. "II*\0"u8, 8, 0, 0, 0, 2, 0, 0, 1, 4, 0, 1, 0, 0, 0, .. Bytes(width, true), 1, 1, 3, 0, 1, 0, 0, 0, .. Bytes(height, true)]
        : [.. "MM\0*"u8, 0, 0, 0, 8, 0, 2, 1, 0, 0, 4, 0, 0, 0, 1, .. Bytes(width, false), 1, 1, 0, 4, 0, 0, 0, 1, .. Bytes(height, false)];

    private static byte[] Bytes(int value, bool little)
    {
        var bytes = BitConverter.GetBytes(value);
        return little == BitConverter.IsLittleEndian ? bytes : [.. bytes.Reverse()];
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xedb88320;
            }
        }

        return ~crc;
    }
}
