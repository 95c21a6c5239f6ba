namespace ReId.Model.Tests.Losses.Oracle;

/// <summary>
/// The random numbers of a miner, replayed: that an iteration draws the same ones for ever is part of what a resumed run
/// relies on, so the rule stands here once more.
/// </summary>
internal sealed class Draws
{
    // SplitMix (Steele, Lea, Flood 2014).
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state;

    public Draws(int seed, long iteration = 0)
    {
        foreach (var word in (uint[])[unchecked((uint)seed), unchecked((uint)iteration), unchecked((uint)(iteration >> 32))])
        {
            _state = Mix(unchecked(_state + Golden + word));
        }
    }

    /// <summary>A number of at least 0 and below 1: the upper 53 bits of the next word.</summary>
    public double Share()
    {
        _state = unchecked(_state + Golden);
        return (Mix(_state) >> 11) / 9007199254740992.0;
    }

    /// <summary>So many of them.</summary>
    public double[] Shares(int count) => [.. Enumerable.Range(0, count).Select(_ => Share())];

    /// <summary>The one at a share of some, from the first at 0 on.</summary>
    public static int At(double share, int[] some) => some[(int)(share * some.Length)];

    /// <summary>The first of some up to which the weights exceed a share of all weights.</summary>
    public static int At(double share, int[] some, Func<int, double> weight)
    {
        var aim = share * some.Sum(weight);
        var sum = 0.0;
        return some.First(one => (sum += weight(one)) > aim);
    }

    private static ulong Mix(ulong word)
    {
        unchecked
        {
            word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
            word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
            return word ^ (word >> 31);
        }
    }
}
