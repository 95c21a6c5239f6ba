namespace ReId.Model.Embedding.Colour;

/// <summary>
/// Grey-world colour constancy (Buchsbaum 1980): scales the channels so that the picture's mean is grey, which takes
/// most of a camera's colour cast away.
/// </summary>
internal readonly record struct GreyWorld(float Red, float Green, float Blue)
{
    public static GreyWorld Estimate(ReadOnlySpan<byte> rgb)
    {
        long red = 0, green = 0, blue = 0;
        for (var i = 0; i < rgb.Length; i += PixelBatch.Channels)
        {
            red += rgb[i];
            green += rgb[i + 1];
            blue += rgb[i + 2];
        }

        var mean = (red + green + blue) / 3f;
        return new GreyWorld(Gain(mean, red), Gain(mean, green), Gain(mean, blue));
    }

    // A channel without any light stays dark whatever the gain.
    private static float Gain(float mean, long channel) => channel == 0 ? 1 : mean / channel;
}
