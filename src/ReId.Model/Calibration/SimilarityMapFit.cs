using ReId.Model.Evaluation.Verification;

namespace ReId.Model.Calibration;

/// <summary>
/// Fits the map: isotonic regression by pooling adjacent violators (Ayer et al., 1955), the two kinds of pairs weighing
/// the same, so that it gives likelihood ratios (Brümmer and du Preez, 2006), over cells of equal weight instead of
/// single pairs, so that it neither has steps nor certainty at its ends.
/// </summary>
internal static class SimilarityMapFit
{
    private const int MostCells = 64;

    // What a cell is given of each kind before anything was seen (Jeffreys): a cell without one kind is not certain.
    private const double Before = 0.5;

    /// <summary>Fits the pairs.</summary>
    /// <param name="pairs">At least one of each kind.</param>
    public static SimilarityMap Fit(SimilarityHistogram pairs)
    {
        var pooled = new Stack<Cell>();
        foreach (var cell in Cells(pairs))
        {
            var last = cell;
            while (pooled.Count > 0 && pooled.Peek().Ratio >= last.Ratio)
            {
                last = pooled.Pop().With(last);
            }

            pooled.Push(last);
        }

        Cell[] cells = [.. pooled.Reverse()];
        return new SimilarityMap([.. cells.Select(cell => cell.Similarity)], [.. cells.Select(cell => Math.Log(cell.Ratio))]);
    }

    private static IEnumerable<Cell> Cells(SimilarityHistogram pairs)
    {
        // As many as the rarer kind can fill.
        var count = Math.Clamp((int)Math.Sqrt(Math.Min(pairs.SamePairs, pairs.DifferentPairs)), 1, MostCells);
        var (same, different, weight, moment) = (new double[count], new double[count], new double[count], new double[count]);
        var sum = 0.0;
        for (var bin = 0; bin < SimilarityHistogram.Bins; bin++)
        {
            var own = (pairs.Same[bin] / (double)pairs.SamePairs) + (pairs.Different[bin] / (double)pairs.DifferentPairs);
            if (own == 0)
            {
                continue;
            }

            // Both kinds together weigh 2.
            var cell = Math.Min((int)((sum + (own / 2)) * count / 2), count - 1);
            same[cell] += pairs.Same[bin];
            different[cell] += pairs.Different[bin];
            weight[cell] += own;
            moment[cell] += own * (SimilarityHistogram.Edge(bin) + SimilarityHistogram.Edge(bin + 1)) / 2;
            sum += own;
        }

        return Enumerable.Range(0, count).Where(i => weight[i] > 0).Select(i => new Cell(
            (same[i] + Before) / (pairs.SamePairs + (count * Before)),
            (different[i] + Before) / (pairs.DifferentPairs + (count * Before)),
            weight[i], moment[i]));
    }

    private readonly record struct Cell(double Same, double Different, double Weight, double Moment)
    {
        public double Ratio => Same / Different;

        public double Similarity => Moment / Weight;

        public Cell With(Cell next) =>
            new(Same + next.Same, Different + next.Different, Weight + next.Weight, Moment + next.Moment);
    }
}
