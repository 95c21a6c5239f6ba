namespace ReId.Model.Evaluation.Verification;

/// <summary>
/// "The same or not?" over a list of pairs: accept when the squared Euclidean distance is below a threshold. VAL and FAR
/// are those of Schroff et al., "FaceNet", 2015.
/// </summary>
public sealed class PairVerification
{
    private readonly double[] _distances;
    private readonly bool[] _same;

    private PairVerification(double[] distances, bool[] same) => (_distances, _same) = (distances, same);

    /// <summary>Squared Euclidean distances of the pairs, in their order.</summary>
    public IReadOnlyList<double> Distances => _distances;

    /// <summary>Measures pairs of vectors.</summary>
    /// <param name="a">The first vector of each pair, N×D.</param>
    /// <param name="b">The second vectors.</param>
    /// <param name="dimension">D.</param>
    /// <param name="same">For each pair, whether it belongs together.</param>
    public static PairVerification FromVectors(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int dimension, bool[] same)
    {
        ArgumentNullException.ThrowIfNull(same);
        if (a.Length != b.Length || a.Length != (long)dimension * same.Length)
        {
            throw new ArgumentException("there must be two vectors and one label for each pair", nameof(same));
        }

        var distances = new double[same.Length];
        for (var i = 0; i < distances.Length; i++)
        {
            var sum = 0.0;
            for (var d = i * dimension; d < (i + 1) * dimension; d++)
            {
                sum += ((double)a[d] - b[d]) * ((double)a[d] - b[d]);
            }

            distances[i] = sum;
        }

        return new PairVerification(distances, same);
    }

    /// <summary>VAL at a FAR, threshold chosen and applied on all pairs.</summary>
    /// <param name="falseAcceptRate">Greatest FAR wanted.</param>
    public OperatingPoint At(double falseAcceptRate) => At(falseAcceptRate, 0.._same.Length, within: true);

    /// <summary>
    /// The same in contiguous folds, the threshold of each chosen on the others; and the accuracy at the threshold that
    /// is best on the others, of those from 0 to 4 in steps of 0.01, the lowest of equals.
    /// </summary>
    /// <param name="folds">How many folds.</param>
    /// <param name="falseAcceptRate">Greatest FAR wanted.</param>
    public IReadOnlyList<(OperatingPoint Point, double Accuracy)> InFolds(int folds, double falseAcceptRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var results = new List<(OperatingPoint Point, double Accuracy)>();
        var start = 0;
        for (var fold = 0; fold < folds; fold++)
        {
            // The first folds take one more where the number does not divide.
            var size = (_same.Length / folds) + (fold < _same.Length % folds ? 1 : 0);
            var held = start..(start + size);
            var chosen = At(falseAcceptRate, held, within: false);
            var (below, all) = (Select(held, within: true, same: true), Select(held, within: true, same: false));
            var point = chosen with
            {
                TrueAcceptRate = OperatingPoint.Share(OperatingPoint.CountBelow<double>(below, chosen.Threshold), below.Length),
                FalseAcceptRate = OperatingPoint.Share(OperatingPoint.CountBelow<double>(all, chosen.Threshold), all.Length),
            };
            results.Add((point, Accuracy(BestThreshold(held), held, within: true)));
            start += size;
        }

        return results;
    }

    private OperatingPoint At(double rate, Range range, bool within)
    {
        var negatives = Select(range, within, same: false);
        return OperatingPoint.At<double>(rate, Select(range, within, same: true), negatives, negatives.Length);
    }

    private double BestThreshold(Range held)
    {
        const int Steps = 400;
        var (best, accuracy) = (0.0, -1.0);
        for (var step = 0; step < Steps; step++)
        {
            var found = Accuracy(step * 0.01, held, within: false);
            if (found > accuracy)
            {
                (best, accuracy) = (step * 0.01, found);
            }
        }

        return best;
    }

    private double Accuracy(double threshold, Range range, bool within)
    {
        var (right, all) = (0, 0);
        foreach (var i in Indices(range, within))
        {
            right += _distances[i] < threshold == _same[i] ? 1 : 0;
            all++;
        }

        return OperatingPoint.Share(right, all);
    }

    private double[] Select(Range range, bool within, bool same) =>
        [.. Indices(range, within).Where(i => _same[i] == same).Select(i => _distances[i]).Order()];

    private IEnumerable<int> Indices(Range range, bool within) =>
        Enumerable.Range(0, _same.Length).Where(i => (i >= range.Start.Value && i < range.End.Value) == within);
}
