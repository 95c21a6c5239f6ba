namespace ReId.Model.Embedding;

/// <summary>L2-normalisation of feature vectors.</summary>
internal static class FeatureNormalisation
{
    /// <summary>What is wrong with a vector of zeros, to stand behind the name of its picture.</summary>
    public const string ZeroVector = "has a vector of zeros only, which is equally far from everything";

    /// <summary>True when every component is zero: the vector has no direction.</summary>
    /// <param name="vector">The vector.</param>
    public static bool IsZero(ReadOnlySpan<float> vector) => !vector.ContainsAnyExcept(0f);

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
