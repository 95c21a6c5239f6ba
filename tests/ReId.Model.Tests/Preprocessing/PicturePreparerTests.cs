using OpenCvSharp;
using ReId.Model.Embedding;
using ReId.Model.Preprocessing;
using ReId.Model.Tests.Support;

namespace ReId.Model.Tests.Preprocessing;

public sealed class PicturePreparerTests
{
    private static readonly PicturePreparer Preparer = new(new ModelInfo { Architecture = "any", Dimension = 1 });

    [Theory]
    [InlineData(".png", 0)]
    [InlineData(".bmp", 0)]
    [InlineData(".jpg", 4)]
    [InlineData(".webp", 4)]
    public void Every_format_decodes_to_rgb(string ending, int tolerance)
    {
        using var batch = Prepare(Pictures.Plain(200, 100, 50, ending));

        var pixel = batch.Slot(0)[..3].ToArray();

        Assert.InRange(pixel[0], 200 - tolerance, 200 + tolerance);
        Assert.InRange(pixel[1], 100 - tolerance, 100 + tolerance);
        Assert.InRange(pixel[2], 50 - tolerance, 50 + tolerance);
    }

    [Fact]
    public void Grey_sixteen_bit_and_alpha_become_eight_bit_colour()
    {
        using var grey = new Mat(8, 8, MatType.CV_8UC1, new Scalar(90));
        using var deep = new Mat(8, 8, MatType.MakeType(MatType.CV_16U, 3), new Scalar(0, 128 * 256, 255 * 256));
        using var transparent = new Mat(8, 8, MatType.CV_8UC4, new Scalar(1, 2, 3, 0));

        Assert.Equal<byte>([90, 90, 90], FirstPixel(grey.ImEncode(".png")));
        Assert.Equal<byte>([255, 128, 0], FirstPixel(deep.ImEncode(".png")));
        Assert.Equal<byte>([3, 2, 1], FirstPixel(transparent.ImEncode(".png")));
    }

    [Fact]
    public void Exif_orientation_is_applied()
    {
        // Orientation 6: the camera was turned, what is stored left belongs on top.
        byte[] app1 =
        [
            0xff, 0xe1, 0, 34, .. "Exif\0\0"u8, .. "II*\0"u8, 8, 0, 0, 0,
            1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0,
        ];
        var plain = Pictures.LeftBlackRightWhite(".jpg");
        using var batch = Prepare([.. plain[..2], .. app1, .. plain[2..]]);

        Assert.InRange(batch.Slot(0)[0], 0, 8);
        Assert.InRange(batch.Slot(0)[15 * 3], 0, 8);
        Assert.InRange(batch.Slot(0)[15 * 16 * 3], 247, 255);
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".bmp")]
    [InlineData(".jpg")]
    [InlineData(".webp")]
    public void A_picture_cut_off_anywhere_is_refused(string ending)
    {
        var bytes = Pictures.LeftBlackRightWhite(ending);
        for (var part = 0; part < 20; part++)
        {
            var cut = bytes[..(bytes.Length * part / 20)];

            Assert.Throws<PictureException>(() => Prepare(cut));
        }
    }

    [Fact]
    public void Bytes_that_are_no_picture_say_so()
    {
        Assert.Equal("is empty", Assert.Throws<PictureException>(() => Prepare([])).Message);
        Assert.Equal(
            "is no JPEG, PNG, WebP or BMP picture", Assert.Throws<PictureException>(() => Prepare("GIF89a"u8.ToArray())).Message);
    }

    [Fact]
    public void A_picture_that_claims_gigapixels_is_refused_before_it_is_decoded()
    {
        var bytes = Pictures.Plain(1, 2, 3);
        bytes[16] = 0;
        bytes[17] = 1; // width 65,600
        bytes[22] = 0xff; // height 65,408

        var error = Assert.Throws<PictureException>(() => Prepare(bytes));

        Assert.Contains("at most 64 megapixels", error.Message, StringComparison.Ordinal);
    }

    private static byte[] FirstPixel(byte[] encoded)
    {
        using var batch = Prepare(encoded);
        return batch.Slot(0)[..3].ToArray();
    }

    private static PixelBatch Prepare(byte[] encoded)
    {
        var batch = new PixelBatch(1, 16, 16);
        try
        {
            Preparer.Prepare(encoded, batch, 0);
            return batch;
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }
}
