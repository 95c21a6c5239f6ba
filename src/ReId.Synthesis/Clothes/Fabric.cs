using System.Numerics;

namespace ReId.Synthesis.Clothes;

/// <summary>How a fabric's second colour lies on its first.</summary>
internal enum Pattern
{
    Plain,
    Rings,
    Stripes,
    Checks,
    Dots,
    Blotches,
    LowerHalf,
    Fading,
    Melange,
    Sides,
    ChestBand,
}

/// <summary>What a part of a person is covered with: a colour at every place of its surface.</summary>
internal sealed class Fabric
{
    public required Vector3 Main { get; init; }

    public Vector3 Second { get; init; }

    public Vector3 Third { get; init; }

    public Pattern Pattern { get; init; }

    /// <summary>Metres from one repetition to the next.</summary>
    public float Period { get; init; } = 0.05f;

    /// <summary>Metres halfway around the part.</summary>
    public float Half { get; init; } = 0.3f;

    /// <summary>Depth of the folds, 0 for skin.</summary>
    public float Folds { get; init; } = 0.22f;

    public int Seed { get; init; }

    public Detail[] Details { get; init; } = [];

    public static Fabric Plain(Vector3 colour, float folds = 0) => new() { Main = colour, Folds = folds };

    /// <summary>The colour at a place.</summary>
    /// <param name="around">From −1 over 0 (in front) to 1, both ends at the back.</param>
    /// <param name="along">Metres from the part's upper end.</param>
    public Vector3 At(float around, float along)
    {
        for (var i = Details.Length - 1; i >= 0; i--)
        {
            if (Details[i].Covers(around, along, out var colour))
            {
                return colour;
            }
        }

        var sideways = around * Half;
        return Pattern switch
        {
            Pattern.Rings => Odd(along, 0.5f) ? Second : Main,
            Pattern.Stripes => Odd(sideways, 0.4f) ? Second : Main,
            Pattern.Checks => Vector3.Lerp(Main, Second, (Odd(along, 0.45f) ? 0.5f : 0) + (Odd(sideways, 0.45f) ? 0.5f : 0)),
            Pattern.Dots => Dot(sideways, along) ? Second : Main,
            Pattern.Blotches => Blotch(sideways, along),
            Pattern.LowerHalf => along > Period * 5 ? Second : Main,
            Pattern.Fading => Vector3.Lerp(Main, Second, Math.Clamp(along * 1.7f, 0, 1)),
            Pattern.Melange => Vector3.Lerp(Main, Second, 0.6f * Noise.Smooth(sideways * 90, along * 60, Seed)),
            Pattern.Sides => MathF.Abs(MathF.Abs(around) - 0.5f) < 0.17f ? Second : Main,
            Pattern.ChestBand => along > Period * 3 && along < Period * 5.5f ? Second : Main,
            _ => Main,
        };
    }

    /// <summary>How much light the folds take or give at a place, about 1.</summary>
    public float Fold(float around, float along)
    {
        if (Folds <= 0)
        {
            return 1;
        }

        var wide = Noise.Smooth((around * 5) + (along * 6), along * 9, Seed + 7);
        var fine = Noise.Smooth((around * 13) - (along * 9), along * 21, Seed + 8);
        return 1 + (Folds * (wide + (0.35f * fine) - 0.67f));
    }

    private bool Odd(float metres, float share)
    {
        var turns = metres / Period;
        return turns - MathF.Floor(turns) < share;
    }

    private bool Dot(float sideways, float along)
    {
        var row = MathF.Floor(along / Period);
        var x = (sideways / Period) + (((int)row & 1) * 0.5f);
        Vector2 off = new(x - MathF.Floor(x) - 0.5f, (along / Period) - row - 0.5f);
        return off.LengthSquared() < 0.09f;
    }

    private Vector3 Blotch(float sideways, float along)
    {
        var (x, y) = (sideways / (1.6f * Period), along / (1.2f * Period));
        if (Noise.Smooth(x, y, Seed) > 0.58f)
        {
            return Second;
        }

        return Noise.Smooth(x, y, Seed + 1) > 0.6f ? Third : Main;
    }
}
