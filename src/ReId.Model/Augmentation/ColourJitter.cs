using OpenCvSharp;
using ReId.Model.Training;

namespace ReId.Model.Augmentation;

/// <summary>Brightness, contrast and saturation, each times a drawn factor, and a tint: a factor for each channel.</summary>
internal sealed class ColourJitter(PartSettings settings) : IAugmentation
{
    private readonly double _probability = settings.Number("probability", 0.5, 0, 1);
    private readonly double _brightness = settings.Number("brightness", 0.2, 0, 1);
    private readonly double _contrast = settings.Number("contrast", 0.15, 0, 1);
    private readonly double _saturation = settings.Number("saturation", 0.2, 0, 1);
    private readonly double _tint = settings.Number("tint", 0.05, 0, 1);

    public string Name => "colour_jitter";

    public unsafe void Apply(Mat picture, Random random)
    {
        if (random.NextDouble() >= _probability)
        {
            return;
        }

        var (brightness, contrast, saturation) = (Factor(_brightness), Factor(_contrast), Factor(_saturation));
        var (red, green, blue) = (Factor(_tint), Factor(_tint), Factor(_tint));
        var pixels = new Span<byte>((void*)picture.Data, picture.Rows * picture.Cols * 3);
        var sum = 0.0;
        for (var i = 0; i < pixels.Length; i += 3)
        {
            sum += Grey(pixels[i], pixels[i + 1], pixels[i + 2]);
        }

        var mean = (float)(sum / (pixels.Length / 3));
        for (var i = 0; i < pixels.Length; i += 3)
        {
            var grey = Grey(pixels[i], pixels[i + 1], pixels[i + 2]);
            pixels[i] = Mixed(pixels[i], red, grey);
            pixels[i + 1] = Mixed(pixels[i + 1], green, grey);
            pixels[i + 2] = Mixed(pixels[i + 2], blue, grey);
        }

        float Factor(double range) => (float)(1 + (range * ((2 * random.NextDouble()) - 1)));

        byte Mixed(byte value, float tint, float grey)
        {
            var coloured = grey + (saturation * (value - grey));
            return (byte)Math.Clamp((((coloured - mean) * contrast) + mean) * brightness * tint, 0, 255);
        }
    }

    private static float Grey(byte red, byte green, byte blue) => (0.299f * red) + (0.587f * green) + (0.114f * blue);
}
