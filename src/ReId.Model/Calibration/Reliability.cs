using ReId.Model.Evaluation.Verification;

namespace ReId.Model.Calibration;

/// <summary>
/// Compares stated probabilities with what is so, on pairs that the calibration has not seen. Pairs are weighted so that
/// the share of "the same" is the prior; ten rows of equal width (Guo et al., 2017).
/// </summary>
/// <param name="Rows">The table.</param>
/// <param name="ExpectedCalibrationError">Mean distance of the stated from the observed share, weighted by the rows' shares.</param>
public sealed record Reliability(IReadOnlyList<ReliabilityBin> Rows, double ExpectedCalibrationError)
{
    private const int RowCount = 10;

    /// <summary>Measures a map.</summary>
    /// <param name="map">Similarity to likelihood ratio.</param>
    /// <param name="pairs">Pairs of both kinds.</param>
    /// <param name="prior">Probability of "the same" before the pictures are seen.</param>
    public static Reliability Measure(SimilarityMap map, SimilarityHistogram pairs, double prior)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(pairs);
        var (weights, stated, observed) = (new double[RowCount], new double[RowCount], new double[RowCount]);
        for (var bin = 0; bin < SimilarityHistogram.Bins; bin++)
        {
            var same = prior * pairs.Same[bin] / pairs.SamePairs;
            var weight = same + ((1 - prior) * pairs.Different[bin] / pairs.DifferentPairs);
            if (weight == 0)
            {
                continue;
            }

            var probability = map.Probability((SimilarityHistogram.Edge(bin) + SimilarityHistogram.Edge(bin + 1)) / 2, prior);
            var row = Math.Min((int)(probability * RowCount), RowCount - 1);
            weights[row] += weight;
            stated[row] += weight * probability;
            observed[row] += same;
        }

        ReliabilityBin[] rows = [.. Enumerable.Range(0, RowCount).Select(i => new ReliabilityBin(
            i / (double)RowCount, (i + 1) / (double)RowCount, weights[i],
            weights[i] > 0 ? stated[i] / weights[i] : null, weights[i] > 0 ? observed[i] / weights[i] : null))];
        return new Reliability(rows, Enumerable.Range(0, RowCount).Sum(i => Math.Abs(stated[i] - observed[i])));
    }
}
