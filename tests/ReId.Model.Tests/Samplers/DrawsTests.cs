using ReId.Model.Samplers;

namespace ReId.Model.Tests.Samplers;

public sealed class DrawsTests
{
    private const int Count = 20_000;

    // Four deviations of the correlation of 20,000 independent pairs; seeds are fixed, so it never wavers.
    private const double Noise = 0.0285;

    [Fact]
    public void The_same_numbers_give_the_same_stream_whatever_is_drawn()
    {
        Assert.Equal(Everything(Draws.Of(1, 2, 3)), Everything(Draws.Of(1, 2, 3)));
        Assert.NotEqual(Everything(Draws.Of(1, 2, 3)), Everything(Draws.Of(1, 3, 2)));
        Assert.NotEqual(Everything(Draws.Of(1, 2)), Everything(Draws.Of(-1, 2)));

        static double[] Everything(Random random)
        {
            var bytes = new byte[3];
            random.NextBytes(bytes);
            int[] order = [1, 2, 3, 4, 5, 6, 7, 8];
            random.Shuffle(order);
            return
            [
                random.NextDouble(), random.NextSingle(), random.Next(), random.Next(1000), random.Next(-5, 1000), random.NextInt64(),
                random.NextInt64(1L << 40), random.NextInt64(-1L << 40, 1L << 40), .. bytes.Select(b => (double)b), .. order.Select(i => (double)i),
            ];
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Neighbouring_places_epochs_and_seeds_have_nothing_in_common(int draw)
    {
        var here = Stream(1, 0, draw);

        Assert.All(Enumerable.Range(1, 64), lag => Assert.InRange(Correlation(here[..^lag], here[lag..]), -Noise, Noise));
        Assert.All(Enumerable.Range(1, 8), epoch => Assert.InRange(Correlation(here, Stream(1, epoch, draw)), -Noise, Noise));
        Assert.All(Enumerable.Range(2, 8), seed => Assert.InRange(Correlation(here, Stream(seed, 0, draw)), -Noise, Noise));
    }

    [Fact]
    public void Draws_are_spread_evenly()
    {
        var tenths = Stream(1, 0, 0).GroupBy(value => (int)(value * 10)).ToDictionary(group => group.Key, group => group.Count());
        var counts = Enumerable.Range(0, Count).GroupBy(place => Draws.Of(5, place).Next(-2, 5)).ToDictionary(group => group.Key, group => group.Count());

        Assert.Equal(Enumerable.Range(0, 10), tenths.Keys.Order());
        Assert.All(tenths.Values, count => Assert.InRange(count, 1830, 2170));
        Assert.Equal(Enumerable.Range(-2, 7), counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 2650, 3064));
    }

    [Fact]
    public void Ranges_that_are_none_are_refused_and_those_of_one_value_give_it()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Draws.Of(1).Next(-1));
        Assert.Equal((7, 0), (Draws.Of(1).Next(7, 8), Draws.Of(1).Next(0)));
    }

    private static double[] Stream(int seed, int epoch, int draw) => [.. Enumerable.Range(0, Count).Select(place =>
    {
        var random = Draws.Of(seed, epoch, place);
        for (var i = 0; i < draw; i++)
        {
            random.NextDouble();
        }

        return random.NextDouble();
    })];

    private static double Correlation(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var product = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return product / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }
}
