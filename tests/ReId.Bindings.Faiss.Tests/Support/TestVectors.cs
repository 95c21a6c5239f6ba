namespace ReId.Bindings.Faiss.Tests.Support;

/// <summary>L2-normalised vectors around a few centres, as embeddings of persons lie; the same for the same seed.</summary>
internal static class TestVectors
{
    public const int Dimension = 32;

    public static float[] Create(int count, int seed, int dimension = Dimension, int centres = 20, float spread = 0.4f)
    {
        var random = new Random(seed);
        var centre = Gaussian(new Random(99), centres * dimension);
        var vectors = Gaussian(random, count * dimension);
        for (var i = 0; i < count; i++)
        {
            var row = vectors.AsSpan(i * dimension, dimension);
            var from = centre.AsSpan(random.Next(centres) * dimension, dimension);
            var norm = 0.0;
            for (var j = 0; j < dimension; j++)
            {
                row[j] = from[j] + (spread * row[j]);
                norm += (double)row[j] * row[j];
            }

            for (var j = 0; j < dimension; j++)
            {
                row[j] = (float)(row[j] / Math.Sqrt(norm));
            }
        }

        return vectors;
    }

    private static float[] Gaussian(Random random, int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return values;
    }
}
