namespace ReId.Model.Embedding.Colour;

/// <summary>Hue, saturation and value, each from 0 to 1 (hue below 1).</summary>
internal readonly record struct Hsv(float Hue, float Saturation, float Value)
{
    /// <summary>Converts a colour whose components are from 0 to 1.</summary>
    public static Hsv FromRgb(float red, float green, float blue)
    {
        var value = Math.Max(red, Math.Max(green, blue));
        var chroma = value - Math.Min(red, Math.Min(green, blue));
        if (chroma <= 0)
        {
            return new Hsv(0, 0, value);
        }

        float sixths;
        if (value == red)
        {
            sixths = (green - blue) / chroma;
        }
        else
        {
            sixths = value == green ? 2 + ((blue - red) / chroma) : 4 + ((red - green) / chroma);
        }

        var hue = (sixths < 0 ? sixths + 6 : sixths) / 6;
        return new Hsv(hue < 1 ? hue : 0, chroma / value, value);
    }
}
