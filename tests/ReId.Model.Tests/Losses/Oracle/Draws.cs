namespace ReId.Model.Tests.Losses.Oracle;

/// <summary>
/// The random numbers of a miner, replayed: that an iteration draws the same ones for ever is part of what a resumed run
/// relies on, so the rule stands here once more.
/// </summary>
internal sealed class Draws(int seed, long iteration = 0)
{
    private readonly Random _random = Model.Samplers.Draws.Of(seed, unchecked((int)iteration), (int)(iteration >> 32));

    /// <summary>A number of at least 0 and below 1.</summary>
    public double Share() => _random.NextDouble();

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
}
