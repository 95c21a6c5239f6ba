using System.Numerics;

namespace ReId.Synthesis;

/// <summary>SplitMix64: small, fast, and the same numbers on every machine; seeded by any number of keys.</summary>
internal struct Chance
{
    private ulong _state;

    public Chance(params ReadOnlySpan<long> keys)
    {
        foreach (var key in keys)
        {
            _state = unchecked((_state ^ (ulong)key) * 0x9E3779B97F4A7C15UL);
            _state = Bits();
        }
    }

    /// <summary>A number in [0, 1).</summary>
    public float Next() => (Bits() >> 40) * (1f / (1 << 24));

    public float Between(float low, float high) => low + (Next() * (high - low));

    public int Below(int count) => (int)(Next() * count);

    public bool Happens(float probability) => Next() < probability;

    /// <summary>A colour in [0, 1]; clothes are more often grey, black or blue than bright.</summary>
    public Vector3 Cloth()
    {
        var value = Happens(0.35f) ? Between(0.05f, 0.2f) : Between(0.15f, 0.95f);
        var strength = Happens(0.4f) ? Between(0, 0.15f) : Between(0.2f, 0.95f);
        var hue = Between(0, 6);
        return value * (Vector3.One - (strength * (Vector3.One - Hue(hue))));
    }

    private static Vector3 Hue(float hue) => Vector3.Clamp(
        new Vector3(MathF.Abs(hue - 3) - 1, 2 - MathF.Abs(hue - 2), 2 - MathF.Abs(hue - 4)), Vector3.Zero, Vector3.One);

    private ulong Bits()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
