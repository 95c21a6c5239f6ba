namespace ReId.Ingest.Detection.Onnx;

/// <summary>
/// Distances from a place to the four sides of a box, each a distribution over 0 to 7 strides of which the mean counts
/// (Li et al., "Generalized Focal Loss", NeurIPS 2020).
/// </summary>
internal static class DistanceBins
{
    private const int Bins = 8;
    private const int Sides = 4;

    /// <summary>Numbers for a box.</summary>
    public const int Channels = Sides * Bins;

    /// <summary>The box around a place.</summary>
    /// <param name="logits">Left, top, right, bottom; eight numbers each.</param>
    /// <param name="x">The place, in pixels.</param>
    /// <param name="y">The place, in pixels.</param>
    /// <param name="stride">Pixels of a distance of 1.</param>
    /// <param name="score">Handed through.</param>
    public static ScoredBox Box(ReadOnlySpan<float> logits, float x, float y, int stride, float score) => new(
        x - (Mean(logits) * stride),
        y - (Mean(logits[Bins..]) * stride),
        x + (Mean(logits[(2 * Bins)..]) * stride),
        y + (Mean(logits[(3 * Bins)..]) * stride),
        score);

    /// <summary>Mean of the distribution that the softmax of eight numbers is.</summary>
    private static float Mean(ReadOnlySpan<float> logits)
    {
        var most = logits[0];
        for (var i = 1; i < Bins; i++)
        {
            most = Math.Max(most, logits[i]);
        }

        float sum = 0, weighted = 0;
        for (var i = 0; i < Bins; i++)
        {
            var weight = MathF.Exp(logits[i] - most);
            sum += weight;
            weighted += i * weight;
        }

        return weighted / sum;
    }
}
