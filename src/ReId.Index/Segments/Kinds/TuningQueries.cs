using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments.Kinds;

/// <summary>Queries like those to come: a stored crop, the same person seen otherwise, and somebody between two persons.</summary>
internal static class TuningQueries
{
    // Cosine between a crop and its disturbed form: another camera at its worst.
    private const double OtherView = 0.5;

    public static float[][][] Make(HalfRows rows, int count, int each, Random random)
    {
        var stored = new float[each][];
        var disturbed = new float[each][];
        var between = new float[each][];
        for (var i = 0; i < each; i++)
        {
            stored[i] = Row(rows, random.Next(count));
            disturbed[i] = Mixed(stored[i], Direction(rows.Dimension, random), OtherView);
            between[i] = Mixed(Row(rows, random.Next(count)), Row(rows, random.Next(count)), Math.Sqrt(0.5));
        }

        return [stored, disturbed, between];
    }

    private static float[] Row(HalfRows rows, int row)
    {
        var vector = new float[rows.Dimension];
        rows.Decode(row, vector);
        return vector;
    }

    private static float[] Direction(int dimension, Random random)
    {
        var vector = new double[dimension];
        for (var i = 0; i < dimension; i++)
        {
            vector[i] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        }

        return Unit(vector);
    }

    private static float[] Mixed(float[] a, float[] b, double share)
    {
        var mixed = new double[a.Length];
        for (var i = 0; i < mixed.Length; i++)
        {
            mixed[i] = (share * a[i]) + (Math.Sqrt(1 - (share * share)) * b[i]);
        }

        return Unit(mixed);
    }

    private static float[] Unit(double[] vector)
    {
        var length = Math.Sqrt(vector.Sum(value => value * value));
        return Array.ConvertAll(vector, value => (float)(length > 0 ? value / length : 0));
    }
}
