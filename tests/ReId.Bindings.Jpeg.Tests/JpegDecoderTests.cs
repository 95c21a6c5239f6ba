using OpenCvSharp;

namespace ReId.Bindings.Jpeg.Tests;

public sealed class JpegDecoderTests
{
    // OpenCV's numbers; its package names only the first.
    private const ImwriteFlags Progressive = (ImwriteFlags)2;
    private const ImwriteFlags Optimize = (ImwriteFlags)3;
    private const ImwriteFlags RestartInterval = (ImwriteFlags)4;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 9)]
    [InlineData(8, 8)]
    [InlineData(300, 120)]
    [InlineData(255, 127)]
    [InlineData(17, 640)]
    public void Pixels_are_those_of_OpenCv_at_every_quality(int height, int width)
    {
        using var picture = Noisy(height, width);
        foreach (var quality in new[] { 5, 50, 75, 95, 100 })
        {
            var param = new ImageEncodingParam(ImwriteFlags.JpegQuality, quality);
            Same(Encode(picture, param));
            Same(Encode(picture, param, new ImageEncodingParam(Progressive, 1)));
            Same(Encode(picture, param, new ImageEncodingParam(Optimize, 1), new ImageEncodingParam(RestartInterval, 2)));
        }
    }

    [Fact]
    public void A_grey_picture_is_left_to_others()
    {
        using var grey = new Mat(20, 30, MatType.CV_8UC1, new Scalar(90));

        Assert.False(JpegDecoder.TryDecode(Encode(grey), 20, 30, new byte[20 * 30 * 3]));
    }

    [Fact]
    public void A_picture_with_exif_is_left_to_others()
    {
        using var picture = Noisy(20, 30);
        var plain = Encode(picture);
        byte[] exif = [0xff, 0xe1, 0, 8, .. "Exif\0\0"u8];

        Assert.False(JpegDecoder.TryDecode([.. plain[..2], .. exif, .. plain[2..]], 20, 30, new byte[20 * 30 * 3]));
    }

    [Fact]
    public void Damage_is_left_to_others_wherever_it_is()
    {
        using var picture = Noisy(60, 40);
        var whole = Encode(picture);
        var pixels = new byte[60 * 40 * 3];
        for (var length = 0; length < whole.Length - 2; length += 7)
        {
            Assert.False(JpegDecoder.TryDecode(whole.AsSpan(0, length), 60, 40, pixels));
        }

        Assert.True(JpegDecoder.TryDecode(whole, 60, 40, pixels));
    }

    [Fact]
    public void Random_damage_never_ends_the_process()
    {
        using var picture = Noisy(60, 40);
        var whole = Encode(picture);
        var random = new Random(1);
        var decoded = 0;
        for (var round = 0; round < 2000; round++)
        {
            var damaged = whole.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            decoded += JpegDecoder.TryDecode(damaged, 60, 40, new byte[60 * 40 * 3]) ? 1 : 0;
        }

        // A flipped bit among the coefficients is a picture too, only another one.
        Assert.InRange(decoded, 1, 1999);
    }

    [Fact]
    public void A_size_other_than_the_pictures_is_refused()
    {
        using var picture = Noisy(20, 30);
        var bytes = Encode(picture);

        Assert.False(JpegDecoder.TryDecode(bytes, 30, 20, new byte[20 * 30 * 3]));
        var error = Assert.Throws<ArgumentException>(() => JpegDecoder.TryDecode(bytes, 20, 30, new byte[(20 * 30 * 3) - 1]));
        Assert.Equal("the target is smaller than the picture", error.Message);
    }

    private static void Same(byte[] jpeg)
    {
        using var expected = Cv2.ImDecode(jpeg, ImreadModes.Color);
        var actual = new byte[expected.Rows * expected.Cols * 3];

        Assert.True(JpegDecoder.TryDecode(jpeg, expected.Rows, expected.Cols, actual));

        var row = expected.Cols * 3;
        for (var y = 0; y < expected.Rows; y++)
        {
            unsafe
            {
                Assert.True(new ReadOnlySpan<byte>((void*)expected.Ptr(y), row).SequenceEqual(actual.AsSpan(y * row, row)));
            }
        }
    }

    private static byte[] Encode(Mat picture, params ImageEncodingParam[] flags) => picture.ImEncode(".jpg", flags);

    // Smooth colour with noise: every step of the decoder has something to do.
    private static unsafe Mat Noisy(int height, int width)
    {
        var random = new Random(3);
        var picture = new Mat(height, width, MatType.CV_8UC3);
        var pixels = new Span<byte>((void*)picture.Data, height * width * 3);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)((i / 7) + (i % 3 * 60) + random.Next(30));
        }

        return picture;
    }
}
