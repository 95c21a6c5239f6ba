using System.Runtime.InteropServices;
using OpenCvSharp;
using ReId.Model.Augmentation;

namespace ReId.Model.Tests.Augmentation;

/// <summary>What <c>random_resized_crop</c>, <c>jpeg</c> and <c>blur</c> promise, measured in what they make.</summary>
public sealed class AugmentationPromiseTests
{
    private const int Height = 64;
    private const int Width = 32;
    private const int Draws = 200;

    // The picture's channels rise by these steps from column to column and from row to row: slopes tell what was cut out.
    private const int Across = 7;
    private const int Down = 3;

    [Theory]
    [InlineData(0.64, 1.33)]
    [InlineData(0.25, 2)]
    [InlineData(0.9, 1.33)]
    [InlineData(0.64, 4)]
    public void A_crop_keeps_to_its_area_and_its_aspect(double least, double aspect)
    {
        // A crop is a whole number of pixels and a channel of grey levels: a pixel of either side is left open.
        const double Pixel = 1.2 / Width;
        var crops = Drawn("random_resized_crop", ("least_area", least), ("aspect", aspect)).Select(Crop).ToArray();

        Assert.All(crops, crop =>
        {
            Assert.InRange(crop.Width, 0.1, 1 + Pixel);
            Assert.InRange(crop.Height, 0.1, 1 + Pixel);
            Assert.InRange(crop.Width * crop.Height, least - (2 * Pixel), 1 + Pixel);
            Assert.InRange(crop.Width / crop.Height, (1 / aspect) - (2 * Pixel), aspect + (4 * Pixel));
            Assert.InRange(crop.Left, -Pixel, 1 - crop.Width + (2 * Pixel));
            Assert.InRange(crop.Top, -Pixel, 1 - crop.Height + (2 * Pixel));
        });
        Assert.Contains(crops, crop => crop.Width * crop.Height < least + (0.3 * (1 - least)));
        Assert.Contains(crops, crop => crop.Width * crop.Height > least + (0.7 * (1 - least)));
        Assert.Contains(crops, crop => crop.Width < crop.Height);
        Assert.Contains(crops, crop => crop.Width > crop.Height);
    }

    [Fact]
    public void Jpeg_is_what_the_codec_makes_at_a_quality_within_its_bounds()
    {
        byte[][] allowed = [.. Enumerable.Range(40, 4).Select(quality => Stored(Picture(), quality))];
        var drawn = Drawn("jpeg", ("least", 40), ("greatest", 43));

        Assert.All(drawn, picture => Assert.Contains(allowed, one => one.SequenceEqual(picture)));
        Assert.All(allowed, one => Assert.Contains(drawn, picture => picture.SequenceEqual(one)));
    }

    [Fact]
    public void Jpeg_of_a_lower_quality_is_farther_from_the_picture()
    {
        // In grey: of colour the format keeps a quarter at any quality.
        var colours = Picture();
        byte[] grey = [.. Enumerable.Range(0, colours.Length).Select(i => colours[(i / 3 * 3) + 2])];
        var (low, high) = (Away(10), Away(95));

        Assert.True(low > 2 * high, $"{low} and {high}");
        Assert.InRange(high, 0, 3);

        double Away(int quality) => Drawn("jpeg", grey, ("least", quality), ("greatest", quality))[0]
            .Zip(grey, (a, b) => Math.Abs(a - b)).Average();
    }

    [Fact]
    public void Blur_shrinks_by_no_more_than_its_factor()
    {
        var allowed = Enumerable.Range(0, 2001).Select(i => 1 + (i / 1000.0))
            .Select(factor => new Size((int)(Width / factor), (int)(Height / factor))).Distinct().Select(Shrunk).ToArray();

        var drawn = Drawn("blur", ("greatest", 3));

        Assert.All(drawn, picture => Assert.Contains(allowed, one => one.SequenceEqual(picture)));
        Assert.Contains(drawn, picture => Detail(picture) < 0.5 * Detail(Picture()));
    }

    [Fact]
    public void Blur_takes_detail_and_neither_light_nor_even_colour()
    {
        foreach (var picture in Drawn("blur", ("greatest", 8)))
        {
            Assert.True(Detail(picture) <= Detail(Picture()), "a blurred picture has more detail");
            Assert.Equal(Picture().Average(value => value), picture.Average(value => value), 3.0);
        }

        byte[] even = [.. Enumerable.Repeat<byte>(90, Width * Height * 3)];
        Assert.All(Drawn("blur", even, ("greatest", 8)), picture => Assert.Equal(even, picture));
        Assert.All(Drawn("blur", ("greatest", 1)), picture => Assert.Equal(Picture(), picture));
    }

    // As shares of the picture. The outermost pixels repeat the edge of the crop, so the slope is that of the middle half.
    private static (double Left, double Top, double Width, double Height) Crop(byte[] pixels)
    {
        const double Half = 2;
        double Column(int x) => Enumerable.Range(0, Height).Average(y => pixels[((y * Width) + x) * 3]);
        double Row(int y) => Enumerable.Range(0, Width).Average(x => pixels[(((y * Width) + x) * 3) + 1]);
        var width = (Column(Width * 3 / 4) - Column(Width / 4)) * Half / (Across * Width);
        var height = (Row(Height * 3 / 4) - Row(Height / 4)) * Half / (Down * Height);
        return ((Column(Width / 2) / (Across * Width)) - (width / 2), (Row(Height / 2) / (Down * Height)) - (height / 2), width, height);
    }

    // The third channel is a fine pattern.
    private static byte[] Picture()
    {
        var pixels = new byte[Height * Width * 3];
        for (var i = 0; i < Height * Width; i++)
        {
            var (y, x) = (i / Width, i % Width);
            (pixels[i * 3], pixels[(i * 3) + 1], pixels[(i * 3) + 2]) = ((byte)(Across * x), (byte)(Down * y), (byte)((x + y) % 3 * 100));
        }

        return pixels;
    }

    private static byte[][] Drawn(string name, params (string Name, double Value)[] options) => Drawn(name, Picture(), options);

    private static byte[][] Drawn(string name, byte[] picture, params (string Name, double Value)[] options)
    {
        var settings = options.ToDictionary(option => option.Name, option => FormattableString.Invariant($"{option.Value}"));
        settings["probability"] = "1";
        var pipeline = AugmentationPipeline.Create([(name, settings)], seed: 5);
        return [.. Enumerable.Range(0, Draws).Select(place =>
        {
            byte[] pixels = [.. picture];
            pipeline.Apply(pixels, Height, Width, epoch: 0, place);
            return pixels;
        })];
    }

    // Mean difference of neighbours in the fine channel.
    private static double Detail(byte[] pixels) => Enumerable.Range(0, (Width * Height) - 1)
        .Where(i => i % Width < Width - 1).Average(i => Math.Abs(pixels[(i * 3) + 2] - pixels[(i * 3) + 5]));

    private static byte[] Stored(byte[] pixels, int quality)
    {
        using var picture = Of(pixels);
        using var read = Cv2.ImDecode(picture.ImEncode(".jpg", new ImageEncodingParam(ImwriteFlags.JpegQuality, quality)), ImreadModes.Color);
        return Bytes(read);
    }

    private static byte[] Shrunk(Size size)
    {
        using var picture = Of(Picture());
        using var small = new Mat();
        using var back = new Mat();
        Cv2.Resize(picture, small, size, 0, 0, InterpolationFlags.Area);
        Cv2.Resize(small, back, new Size(Width, Height), 0, 0, InterpolationFlags.Linear);
        return Bytes(back);
    }

    private static Mat Of(byte[] pixels)
    {
        var picture = new Mat(Height, Width, MatType.CV_8UC3);
        Marshal.Copy(pixels, 0, picture.Data, pixels.Length);
        return picture;
    }

    private static byte[] Bytes(Mat picture)
    {
        var pixels = new byte[Height * Width * 3];
        Marshal.Copy(picture.Data, pixels, 0, pixels.Length);
        return pixels;
    }
}
