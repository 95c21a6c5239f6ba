namespace ReId.Model.Tests.Losses.Oracle;

/// <summary>
/// The random numbers of a miner, replayed: that an iteration draws the same ones for ever is part of what a resumed run
/// relies on, so the rule stands here once more.
/// </summary>
internal sealed class Draws(int seed, long iteration = 0)
{
    private readonly Random _random = new(unchecked((int)((seed * 1_000_003L) + (iteration * 7_919L) + 1)));

    /// <summary>So many numbers above 0 and at most 1.</summary>
    public double[] Uniform(int count) => [.. Enumerable.Range(0, count).Select(_ => 1 - _random.NextDouble())];

    /// <summary>As many rows and columns of Gumbel noise: the argmax of log-weights with it is a draw by these weights.</summary>
    public double[][] Gumbel(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Uniform(count).Select(u => -Math.Log(Math.Max(-Math.Log(u), 1e-30))).ToArray())];
}
