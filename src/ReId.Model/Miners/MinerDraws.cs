using ReId.Model.Samplers;

namespace ReId.Model.Miners;

/// <summary>Uniform random numbers of our own seed: the engine's generator belongs to the whole process.</summary>
/// <param name="seed">What they follow from, with the iteration.</param>
internal sealed class MinerDraws(int seed)
{
    private Random _random = Draws.Of(seed);

    /// <summary>Goes on with the numbers of an iteration, whatever was drawn before.</summary>
    public void Restart(long iteration) => _random = Draws.Of(seed, unchecked((int)iteration), (int)(iteration >> 32));

    /// <summary>So many numbers of at least 0 and below 1.</summary>
    public double[] Next(long count)
    {
        var numbers = new double[count];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = _random.NextDouble();
        }

        return numbers;
    }
}
