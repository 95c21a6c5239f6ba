using OpenCvSharp;
using ReId.Testing;

namespace ReId.Bindings.OpenCv.Tests.Imaging;

public class CodecTests
{
    [Theory]
    [InlineData(".png")]
    [InlineData(".bmp")]
    public void A_lossless_format_returns_the_same_pixels(string extension)
    {
        using var mat = new Mat(3, 5, MatType.CV_8UC3, new Scalar(10, 20, 30));

        Assert.True(Cv2.ImEncode(extension, mat, out var bytes));
        using var back = Cv2.ImDecode(bytes, ImreadModes.Color);

        Cv2.MeanStdDev(back, out var mean, out var deviation);
        Assert.Equal((new Size(5, 3), new Scalar(10, 20, 30), new Scalar()), (back.Size(), mean, deviation));
    }

    [Theory]
    [InlineData(".jpg", ImwriteFlags.JpegQuality)]
    [InlineData(".webp", ImwriteFlags.WebPQuality)]
    public void Quality_buys_bytes(string extension, ImwriteFlags flag)
    {
        using var mat = Noise();

        var good = mat.ImEncode(extension, new ImageEncodingParam(flag, 95));
        Cv2.ImEncode(extension, mat, out var poor, new ImageEncodingParam(flag, 10));
        Cv2.ImEncode(extension, mat, out var same, [(int)flag, 10]);

        Assert.True(good.Length > 2 * poor.Length, $"{good.Length} and {poor.Length} bytes");
        Assert.Equal(poor, same);
    }

    [Fact]
    public void Decoding_can_drop_the_colour()
    {
        using var mat = new Mat(2, 2, MatType.CV_8UC3, new Scalar(255, 255, 255));
        var png = mat.ImEncode();

        using var grey = Cv2.ImDecode(png, ImreadModes.Grayscale);
        using var colour = Cv2.ImDecode(png.AsSpan(), ImreadModes.Color);

        Assert.Equal((1, 3), (grey.Channels(), colour.Channels()));
        Assert.Equal(255, grey.Get<byte>(0, 0));
    }

    [Fact]
    public void Bytes_that_are_no_image_decode_to_an_empty_matrix()
    {
        using var mat = Cv2.ImDecode([1, 2, 3, 4, 5, 6, 7, 8], ImreadModes.Color);

        Assert.True(mat.Empty());
    }

    [Fact]
    public void No_bytes_at_all_are_refused_in_opencvs_words()
    {
        var error = Assert.Throws<OpenCVException>(() => Cv2.ImDecode([], ImreadModes.Color));

        Assert.Contains("buf.empty()", error.Message);
    }

    [Fact]
    public void An_unknown_format_is_refused_in_opencvs_words()
    {
        using var mat = new Mat(2, 2, MatType.CV_8UC3, Scalar.All(0));

        var error = Assert.Throws<OpenCVException>(() => mat.ImEncode(".nonsense"));

        Assert.Contains("encoder", error.Message);
    }

    [Fact]
    public void A_parameter_is_a_flag_and_a_value()
    {
        var quality = new ImageEncodingParam(ImwriteFlags.JpegQuality, 80);

        Assert.Equal((ImwriteFlags.JpegQuality, 80), (quality.EncodingId, quality.Value));
    }

    [Fact]
    public void An_encoder_that_left_nothing_gives_an_empty_array() => Assert.Empty(Cv2.Copy(IntPtr.Zero, 0));

    [Fact]
    public void Files_are_written_and_read_under_any_name()
    {
        using var folder = new TemporaryFolder();
        using var mat = new Mat(2, 3, MatType.CV_8UC3, new Scalar(1, 2, 3));
        var path = folder.File("Überwachung 1.png");

        Assert.True(Cv2.ImWrite(path, mat));
        Assert.True(Cv2.ImWrite(path, mat, new ImageEncodingParam(ImwriteFlags.PngCompression, 9)));
        Assert.True(Cv2.ImWrite(path, mat, [(int)ImwriteFlags.PngCompression, 1]));

        using var back = Cv2.ImRead(path);
        using var grey = new Mat(path, ImreadModes.Grayscale);
        using var none = Cv2.ImRead(folder.File("absent.png"));
        Assert.Equal((new Size(3, 2), 1, true), (back.Size(), grey.Channels(), none.Empty()));
        Assert.False(Cv2.ImWrite(folder.File("no", "such", "folder.png"), mat));
    }

    private static Mat Noise()
    {
        var random = new Random(7);
        var mat = new Mat(64, 64, MatType.CV_8UC1);
        for (var i = 0; i < 64 * 64; i++)
        {
            mat.Set(i / 64, i % 64, (byte)random.Next(256));
        }

        return mat;
    }
}
