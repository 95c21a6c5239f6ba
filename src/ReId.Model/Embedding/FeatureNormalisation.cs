namespace ReId.Model.Embedding;

/// <summary>L2-normalisation of feature vectors.</summary>
internal static class FeatureNormalisation
{
    /// <summary>Scales a vector to length 1. A zero vector stays zero: its cosine to everything is 0, never NaN.</summary>
    /// <param name="vector">The vector, changed in place.</param>
    public static void Normalise(Span<float> vector)
    {
        var sum = 0.0;
        foreach (var value in vector)
        {
            // In double: squares of ordinary features overflow nothing, and tiny ones do not vanish.
            sum += (double)value * value;
        }

        if (sum <= 0)
        {
            return;
        }

        var scale = 1 / Math.Sqrt(sum);
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = (float)(vector[i] * scale);
        }
    }
}
