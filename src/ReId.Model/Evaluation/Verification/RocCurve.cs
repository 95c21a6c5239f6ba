namespace ReId.Model.Evaluation.Verification;

/// <summary>The curve of true-positive over false-positive rate of a list of pairs; a pair is accepted by small distance.</summary>
public sealed class RocCurve
{
    private readonly float[] _positives;
    private readonly float[] _negatives;

    /// <summary>Makes the curve.</summary>
    /// <param name="positives">Distances of pairs that belong together, at least one.</param>
    /// <param name="negatives">Distances of pairs that do not, at least one.</param>
    public RocCurve(IReadOnlyCollection<float> positives, IReadOnlyCollection<float> negatives)
    {
        ArgumentNullException.ThrowIfNull(positives);
        ArgumentNullException.ThrowIfNull(negatives);
        if (positives.Count == 0 || negatives.Count == 0)
        {
            throw new ArgumentException("a curve needs pairs of both kinds");
        }

        _positives = [.. positives.Order()];
        _negatives = [.. negatives.Order()];
    }

    /// <summary>Area under the curve: the chance that a positive pair is nearer than a negative one; a tie counts half.</summary>
    public double Area()
    {
        var sum = 0.0;
        foreach (var positive in _positives)
        {
            var nearer = OperatingPoint.CountBelow<float>(_negatives, positive);
            var notFarther = OperatingPoint.CountBelow<float>(_negatives, MathF.BitIncrement(positive));
            sum += _negatives.Length - ((nearer + notFarther) / 2.0);
        }

        return sum / ((double)_positives.Length * _negatives.Length);
    }

    /// <summary>
    /// The true-positive rate where the curve turns, at the corner whose false-positive rate is nearest to a target, the
    /// lower one of two: scikit-learn's corners with an arg-min over them.
    /// </summary>
    /// <param name="target">False-positive rate, 0 to 1.</param>
    public double NearestTruePositiveRate(double target)
    {
        var (best, rate) = (double.PositiveInfinity, 0.0);
        foreach (var (falsePositives, truePositives) in Corners())
        {
            var away = Math.Abs((falsePositives / (double)_negatives.Length) - target);
            if (away < best)
            {
                (best, rate) = (away, truePositives / (double)_positives.Length);
            }
        }

        return rate;
    }

    /// <summary>
    /// The rate at which as large a share of the negative pairs is accepted as of the positive ones is refused, on the
    /// straight line between the two points of the curve around it.
    /// </summary>
    public double EqualErrorRate()
    {
        var (lastAccepted, lastRefused) = (0.0, 1.0);
        foreach (var (falsePositives, truePositives) in Corners())
        {
            var accepted = falsePositives / (double)_negatives.Length;
            var refused = 1 - (truePositives / (double)_positives.Length);
            if (accepted >= refused)
            {
                var (before, after) = (lastRefused - lastAccepted, accepted - refused);
                return before + after > 0 ? lastAccepted + ((accepted - lastAccepted) * before / (before + after)) : accepted;
            }

            (lastAccepted, lastRefused) = (accepted, refused);
        }

        return lastAccepted;
    }

    // Accepted pairs after each distance that occurs, from none on; where the next step equals the last one the curve
    // runs straight on, and there is no corner.
    private List<(int FalsePositives, int TruePositives)> Corners()
    {
        var points = new List<(int FalsePositives, int TruePositives)> { (0, 0) };
        foreach (var threshold in _positives.Concat(_negatives).Distinct().Order())
        {
            var beyond = MathF.BitIncrement(threshold);
            points.Add((OperatingPoint.CountBelow<float>(_negatives, beyond), OperatingPoint.CountBelow<float>(_positives, beyond)));
        }

        // The first two stay: the start, and scikit-learn's first point.
        return [.. points.Where((_, i) => i < 2 || i == points.Count - 1 || Step(i) != Step(i + 1))];

        (int FalsePositives, int TruePositives) Step(int i) =>
            (points[i].FalsePositives - points[i - 1].FalsePositives, points[i].TruePositives - points[i - 1].TruePositives);
    }
}
