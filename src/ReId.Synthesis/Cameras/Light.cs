using System.Numerics;

namespace ReId.Synthesis.Cameras;

/// <summary>The light of a place: one direction (the sun, a row of lamps) and light from everywhere.</summary>
/// <param name="From">Towards the sun, of length 1.</param>
/// <param name="Sun">RGB, linear.</param>
/// <param name="Sky">RGB, linear, from above.</param>
/// <param name="Ground">RGB, linear, thrown back by the floor.</param>
internal readonly record struct Light(Vector3 From, Vector3 Sun, Vector3 Sky, Vector3 Ground)
{
    public static Light Draw(ref Chance chance)
    {
        var inside = chance.Happens(0.35f);
        var from = Vector3.Normalize(new Vector3(chance.Between(-1, 1), inside ? chance.Between(1, 2) : chance.Between(0.3f, 1.3f), chance.Between(-1, 0.6f)));
        var (sun, sky) = inside ? (chance.Between(0.15f, 0.5f), chance.Between(0.55f, 0.8f)) : (chance.Between(0.3f, 1.3f), chance.Between(0.35f, 0.6f));
        return new(from, sun * new Vector3(1.06f, 1, 0.9f), sky * new Vector3(0.96f, 1, 1.06f), sky * chance.Between(0.3f, 0.6f) * Vector3.One);
    }

    /// <summary>The same light when a cloud or an awning takes the sun.</summary>
    public Light Dimmed(float sun) => this with { Sun = Sun * sun, Sky = Sky * (1.15f - (0.15f * sun)) };

    /// <summary>The light on a surface.</summary>
    public Vector3 On(Vector3 normal, float shadow = 1)
    {
        var lit = MathF.Max(0, (Vector3.Dot(normal, From) + 0.15f) / 1.15f) * shadow;
        return Vector3.Lerp(Ground, Sky, 0.5f + (0.5f * normal.Y)) + (lit * Sun);
    }
}
