using System.Numerics;

namespace ReId.Synthesis.Rendering;

/// <summary>What stays the same about a camera: place, light, colours and sharpness.</summary>
internal sealed class Camera
{
    public Camera(long seed, int number)
    {
        var chance = new Chance(seed, number, 2);
        Pitch = chance.Between(0.05f, 0.45f);
        Light = new(chance.Between(-1, 1), -chance.Between(0.2f, 1), chance.Between(0.3f, 1));
        Gain = chance.Between(0.65f, 1.35f) * new Vector3(chance.Between(0.82f, 1.18f), 1, chance.Between(0.82f, 1.18f));
        Contrast = chance.Between(0.7f, 1.2f);
        Haze = chance.Between(0, 0.08f);
        Detail = chance.Between(0.35f, 1);
        Quality = (int)chance.Between(45, 95);
        Wall = chance.Cloth();
        Floor = Vector3.Lerp(new(0.45f), chance.Cloth(), 0.35f);
        Tile = chance.Between(14, 60);
        Yaw = chance.Between(0, MathF.Tau);
    }

    /// <summary>Radians downwards.</summary>
    public float Pitch { get; }

    public Vector3 Light { get; }

    public Vector3 Gain { get; }

    public float Contrast { get; }

    public float Haze { get; }

    /// <summary>Share of the pixels that the sensor really resolves.</summary>
    public float Detail { get; }

    /// <summary>Of the JPEG.</summary>
    public int Quality { get; }

    public Vector3 Wall { get; }

    public Vector3 Floor { get; }

    /// <summary>Pixels of a background tile.</summary>
    public float Tile { get; }

    /// <summary>The usual walking direction, radians.</summary>
    public float Yaw { get; }

    /// <summary>What the camera makes of a colour.</summary>
    public Vector3 See(Vector3 colour) => (((colour * Gain) - new Vector3(0.4f)) * Contrast) + new Vector3(0.4f + Haze);
}
