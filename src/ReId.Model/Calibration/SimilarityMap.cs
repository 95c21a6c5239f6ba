using ReId.Contracts;

namespace ReId.Model.Calibration;

/// <summary>
/// Cosine similarity to the logarithm of the likelihood ratio: how much more often a similarity occurs among pairs of one
/// identity than among pairs of two. Straight lines between at most 64 points, level beyond the ends, never falling.
/// </summary>
public sealed class SimilarityMap
{
    private readonly double[] _similarities;
    private readonly double[] _logRatios;

    /// <summary>Makes a map of points.</summary>
    /// <param name="similarities">Ascending, finite, at least one.</param>
    /// <param name="logRatios">Natural logarithms, as many, never falling, finite.</param>
    /// <exception cref="ReIdException">They are not.</exception>
    public SimilarityMap(IReadOnlyList<double> similarities, IReadOnlyList<double> logRatios)
    {
        ArgumentNullException.ThrowIfNull(similarities);
        ArgumentNullException.ThrowIfNull(logRatios);
        (_similarities, _logRatios) = ([.. similarities], [.. logRatios]);
        if (_similarities.Length == 0 || _similarities.Length != _logRatios.Length
            || _similarities.Concat(_logRatios).Any(value => !double.IsFinite(value))
            || Enumerable.Range(1, _similarities.Length - 1).Any(
                i => _similarities[i] <= _similarities[i - 1] || _logRatios[i] < _logRatios[i - 1]))
        {
            throw new ReIdException("The points of a calibration must be finite and ascending, one likelihood ratio for each similarity.");
        }
    }

    /// <summary>Similarities of the points, ascending.</summary>
    public IReadOnlyList<double> Similarities => _similarities;

    /// <summary>Logarithms of the likelihood ratio there.</summary>
    public IReadOnlyList<double> LogRatios => _logRatios;

    /// <summary>The logarithm of the likelihood ratio.</summary>
    /// <param name="similarity">Cosine, not NaN.</param>
    public double LogRatio(double similarity)
    {
        if (double.IsNaN(similarity))
        {
            throw new ArgumentException("a similarity must be a number", nameof(similarity));
        }

        var found = Array.BinarySearch(_similarities, similarity);
        var right = found >= 0 ? found : ~found;
        if (right == 0 || right == _similarities.Length)
        {
            return _logRatios[Math.Min(right, _similarities.Length - 1)];
        }

        var part = (similarity - _similarities[right - 1]) / (_similarities[right] - _similarities[right - 1]);
        return _logRatios[right - 1] + (part * (_logRatios[right] - _logRatios[right - 1]));
    }

    /// <summary>The probability of "the same" by Bayes' rule.</summary>
    /// <param name="similarity">Cosine, not NaN.</param>
    /// <param name="prior">Probability before the pictures are seen, above 0 and below 1.</param>
    public double Probability(double similarity, double prior) =>
        1 / (1 + Math.Exp(-(LogRatio(similarity) + Math.Log(prior) - Math.Log(1 - prior))));
}
