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

    /// <summary>A number from −1 to 1, near 0 more often than at the ends.</summary>
    public float Around() => Next() + Next() - 1;

    public int Below(int count) => (int)(Next() * count);

    public bool Happens(float probability) => Next() < probability;

    /// <summary>An index, drawn by its share of all weights.</summary>
    public int Pick(params ReadOnlySpan<float> weights)
    {
        var all = 0f;
        foreach (var weight in weights)
        {
            all += weight;
        }

        var left = Next() * all;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            left -= weights[i];
            if (left < 0)
            {
                return i;
            }
        }

        return weights.Length - 1;
    }

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
