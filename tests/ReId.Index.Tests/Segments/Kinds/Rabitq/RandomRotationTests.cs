using ReId.Index.Segments.Kinds.Rabitq;

namespace ReId.Index.Tests.Segments.Kinds.Rabitq;

public sealed class RandomRotationTests
{
    private readonly Random _random = new(3);

    [Theory]
    [InlineData(1, 64)]
    [InlineData(64, 64)]
    [InlineData(104, 128)]
    [InlineData(512, 512)]
    [InlineData(513, 1024)]
    public void Inner_products_stay(int dimension, int bits)
    {
        var rotation = new RandomRotation(dimension);
        Assert.Equal(bits, rotation.Bits);
        var (a, b) = (Vector(dimension, bits), Vector(dimension, bits));
        var before = Dot(a, b);

        rotation.Rotate(a);
        rotation.Rotate(b);

        Assert.Equal(before, Dot(a, b), 1e-4 * Math.Sqrt(Dot(a, a) * Dot(b, b)));
    }

    [Fact]
    public void An_axis_is_spread_over_all_components_and_always_alike()
    {
        for (var axis = 0; axis < 64; axis++)
        {
            var (values, again) = (new float[64], new float[64]);
            (values[axis], again[axis]) = (1, 1);

            new RandomRotation(64).Rotate(values);
            new RandomRotation(64).Rotate(again);

            Assert.Equal(values, again);
            Assert.All(values, value => Assert.InRange(Math.Abs(value), 0, 0.65));
            Assert.True(values.Count(value => value > 0) is > 12 and < 52, $"{values.Count(value => value > 0)} of 64 are positive");
        }
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();

    private float[] Vector(int dimension, int bits) => [.. Enumerable.Range(0, bits).Select(i => i < dimension ? (float)(_random.NextDouble() - 0.3) : 0)];
}
