using ReId.Model.Augmentation;

namespace ReId.Model.Tests.Augmentation;

/// <summary>Each part of <c>colour_jitter</c> alone: what it may change, by how much, and what it leaves.</summary>
public sealed class ColourJitterTests
{
    private const int Side = 16;
    private const int Draws = 200;
    private const double Range = 0.2;

    // Grey levels are whole numbers: what is computed from those of a dozen rows is a little off.
    private const double Rounding = 0.02;

    private static readonly string[] s_parts = ["brightness", "contrast", "saturation", "tint"];

    [Fact]
    public void Brightness_is_one_factor_for_the_whole_picture() => Within(Factors("brightness", picture =>
    {
        var factor = picture.Sum(value => value) / (double)Picture().Sum(value => value);
        Assert.All(picture.Zip(Picture()), pair => Assert.InRange(pair.First - (pair.Second * factor), -1, 1));
        return factor;
    }));

    [Fact]
    public void Contrast_stretches_about_the_mean_grey() => Within(Factors("contrast", picture =>
    {
        Assert.Equal(Greys(Picture()).Average(), Greys(picture).Average(), 0.6);
        return Spread(picture) / Spread(Picture());

        static double Spread(byte[] pixels) => Math.Sqrt(Greys(pixels).Average(grey => Math.Pow(grey - Greys(pixels).Average(), 2)));
    }));

    [Fact]
    public void Saturation_leaves_each_pixel_its_grey() => Within(Factors("saturation", picture =>
    {
        Assert.All(Greys(picture).Zip(Greys(Picture())), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
        return Colour(picture) / Colour(Picture());

        static double Colour(byte[] pixels) => pixels.Chunk(3).Sum(pixel => Math.Abs(pixel[0] - Grey(pixel)) + Math.Abs(pixel[2] - Grey(pixel)));
    }));

    [Fact]
    public void Tint_is_a_factor_of_each_channel()
    {
        var factors = Drawn("tint").Select(picture => Enumerable.Range(0, 3).Select(channel => Channel(picture, channel) / Channel(Picture(), channel)).ToArray()).ToArray();

        Assert.All(Enumerable.Range(0, 3), channel => Within([.. factors.Select(three => three[channel])]));
        Assert.Contains(factors, three => three.Max() - three.Min() > Range);

        static double Channel(byte[] pixels, int channel) => pixels.Where((_, i) => i % 3 == channel).Sum(value => (double)value);
    }

    [Fact]
    public void What_grows_too_bright_or_too_dark_ends_at_white_and_black()
    {
        byte[] edges = [.. Enumerable.Range(0, Side * Side * 3).Select(i => (byte)(i / 3 % 2 * 255))];
        var drawn = Drawn("contrast", 1, edges);

        Assert.All(drawn, picture => Assert.True(picture[0] <= picture[3], "black is brighter than white"));
        Assert.Contains(drawn, picture => picture[0] == 0 && picture[3] == 255);
    }

    private static void Within(double[] factors)
    {
        Assert.All(factors, factor => Assert.InRange(factor, 1 - Range - Rounding, 1 + Range + Rounding));
        Assert.Contains(factors, factor => factor < 1 - (0.8 * Range));
        Assert.Contains(factors, factor => factor > 1 + (0.8 * Range));
    }

    private static double[] Factors(string option, Func<byte[], double> factor) => [.. Drawn(option).Select(factor)];

    private static byte[][] Drawn(string option) => Drawn(option, Range, Picture());

    private static byte[][] Drawn(string option, double range, byte[] original)
    {
        var settings = s_parts.ToDictionary(
            name => name, name => name == option ? FormattableString.Invariant($"{range}") : "0");
        settings["probability"] = "1";
        var pipeline = AugmentationPipeline.Create([("colour_jitter", settings)], seed: 5);
        return [.. Enumerable.Range(0, Draws).Select(place =>
        {
            byte[] pixels = [.. original];
            pipeline.Apply(pixels, Side, Side, epoch: 0, place);
            return pixels;
        })];
    }

    // Far enough from black and white for a fifth more or less.
    private static byte[] Picture() => [.. Enumerable.Range(0, Side * Side * 3).Select(i => (byte)(60 + (i * 37 % 120)))];

    private static double Grey(byte[] pixel) => (0.299 * pixel[0]) + (0.587 * pixel[1]) + (0.114 * pixel[2]);

    private static IEnumerable<double> Greys(byte[] pixels) => pixels.Chunk(3).Select(Grey);
}
