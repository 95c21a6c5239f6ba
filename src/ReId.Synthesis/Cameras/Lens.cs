using System.Numerics;

namespace ReId.Synthesis.Cameras;

/// <summary>What a camera makes of light: exposure, white balance, tone, colour strength, sharpness, noise and compression.</summary>
internal sealed class Lens
{
    private const float Brightest = 3;

    // Raising to a power three times a pixel would cost more than all the rest.
    private readonly float[] _tone = new float[2048];

    public Lens(ref Chance chance)
    {
        Exposure = MathF.Exp(0.65f * chance.Around());
        Balance = new(1 + (0.35f * chance.Around()), 1 + (0.12f * chance.Around()), 1 + (0.35f * chance.Around()));
        Gamma = chance.Between(0.38f, 0.62f);
        Contrast = chance.Between(0.75f, 1.25f);
        Strength = chance.Between(0.45f, 1.3f);
        Haze = chance.Happens(0.3f) ? chance.Between(0, 0.15f) : 0;
        Grain = chance.Happens(0.6f) ? chance.Between(0, 6) : 0;
        Blur = chance.Happens(0.35f) ? chance.Between(0.3f, 1.1f) : 0;
        Quality = (int)chance.Between(35, 96);
        for (var i = 0; i < _tone.Length; i++)
        {
            var root = Brightest * i / (_tone.Length - 1);
            // A soft shoulder: bright cloth keeps its pattern.
            _tone[i] = MathF.Pow(root * root / (1 + (0.25f * root * root)), Gamma);
        }
    }

    public float Exposure { get; }

    public Vector3 Balance { get; }

    public float Gamma { get; }

    public float Contrast { get; }

    /// <summary>Of colours, 0 is grey.</summary>
    public float Strength { get; }

    public float Haze { get; }

    /// <summary>Standard deviation of the sensor's noise, of 255.</summary>
    public float Grain { get; }

    /// <summary>How many pixels of the sensor run into one, less 1.</summary>
    public float Blur { get; }

    /// <summary>Of the JPEG.</summary>
    public int Quality { get; }

    /// <summary>The colour on the screen, RGB in [0, 1], of light.</summary>
    /// <param name="light">RGB, linear.</param>
    /// <param name="moment">Exposure at this moment against the usual one.</param>
    public Vector3 See(Vector3 light, float moment)
    {
        var roots = Vector3.SquareRoot(Vector3.Max(light * Balance * (Exposure * moment), Vector3.Zero));
        var seen = new Vector3(Tone(roots.X), Tone(roots.Y), Tone(roots.Z));
        var grey = Vector3.Dot(seen, new(0.3f, 0.59f, 0.11f));
        seen = new Vector3(grey) + (Strength * (seen - new Vector3(grey)));
        seen = ((seen - new Vector3(0.42f)) * Contrast) + new Vector3(0.42f);
        return Vector3.Clamp((seen * (1 - Haze)) + new Vector3(0.75f * Haze), Vector3.Zero, Vector3.One);
    }

    private float Tone(float root) => _tone[Math.Min(_tone.Length - 1, (int)(root * ((_tone.Length - 1) / Brightest)))];
}
