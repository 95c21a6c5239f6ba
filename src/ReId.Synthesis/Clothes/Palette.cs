using System.Numerics;

namespace ReId.Synthesis.Clothes;

/// <summary>How often which colour is worn, carried or grown. Colours are RGB in [0, 1], as a screen shows them.</summary>
internal static class Palette
{
    /// <summary>The colour of a garment: more often black, grey, white, blue or brown than bright.</summary>
    public static Vector3 Cloth(ref Chance chance)
    {
        switch (chance.Pick(0.27f, 0.15f, 0.11f, 0.2f, 0.11f, 0.16f))
        {
            case 0:
                return Tint(ref chance, chance.Between(0.03f, 0.2f), 0.1f);
            case 1:
                return Tint(ref chance, chance.Between(0.25f, 0.7f), 0.06f);
            case 2:
                return Tint(ref chance, chance.Between(0.8f, 0.97f), 0.05f);
            case 3:
                return Shade(chance.Between(3.4f, 4.1f), chance.Between(0.35f, 0.85f), chance.Between(0.15f, 0.7f));
            case 4:
                return Shade(chance.Between(0.3f, 0.85f), chance.Between(0.2f, 0.65f), chance.Between(0.25f, 0.8f));
            default:
                return Shade(chance.Between(0, 6), chance.Between(0.35f, 1), chance.Between(0.25f, 0.95f));
        }
    }

    public static Vector3 Skin(ref Chance chance)
    {
        var dark = chance.Next();
        Vector3 light = new(0.93f, 0.76f, 0.66f), deep = new(0.33f, 0.2f, 0.14f);
        return Vector3.Lerp(light, deep, dark * dark) * chance.Between(0.92f, 1.06f);
    }

    public static Vector3 Hair(ref Chance chance) => chance.Pick(0.5f, 0.25f, 0.12f, 0.06f, 0.05f, 0.02f) switch
    {
        0 => new Vector3(0.07f, 0.06f, 0.06f) * chance.Between(0.6f, 1.8f),
        1 => new Vector3(0.3f, 0.2f, 0.13f) * chance.Between(0.6f, 1.2f),
        2 => new Vector3(0.8f, 0.65f, 0.42f) * chance.Between(0.7f, 1.1f),
        3 => new Vector3(0.62f, 0.61f, 0.6f) * chance.Between(0.6f, 1.4f),
        4 => new Vector3(0.55f, 0.25f, 0.12f) * chance.Between(0.7f, 1.2f),
        _ => Shade(chance.Between(0, 6), 0.7f, 0.7f),
    };

    /// <summary>A colour by hue (0 to 6: red, yellow, green, cyan, blue, magenta), saturation and value.</summary>
    public static Vector3 Shade(float hue, float strength, float value)
    {
        Vector3 pure = new(MathF.Abs(hue - 3) - 1, 2 - MathF.Abs(hue - 2), 2 - MathF.Abs(hue - 4));
        return value * (Vector3.One - (strength * (Vector3.One - Vector3.Clamp(pure, Vector3.Zero, Vector3.One))));
    }

    private static Vector3 Tint(ref Chance chance, float value, float strength) =>
        Shade(chance.Between(0, 6), chance.Next() * strength, value);
}
