namespace ReId.Model.Evaluation.Verification;

/// <summary>
/// How many pairs of the same and of different identities have which cosine similarity: 65,536 bins from −1 to 1, so
/// that any number of pairs takes 1 MiB. Accept means: at least as similar as the threshold.
/// </summary>
public sealed class SimilarityHistogram
{
    /// <summary>Number of bins.</summary>
    public const int Bins = 1 << 16;

    private const double PerUnit = Bins / 2.0;

    private readonly long[] _same = new long[Bins];
    private readonly long[] _different = new long[Bins];

    /// <summary>Pairs of the same identity, by bin.</summary>
    public ReadOnlySpan<long> Same => _same;

    /// <summary>Pairs of different identities, by bin.</summary>
    public ReadOnlySpan<long> Different => _different;

    /// <summary>Number of pairs of the same identity.</summary>
    public long SamePairs { get; private set; }

    /// <summary>Number of pairs of different identities.</summary>
    public long DifferentPairs { get; private set; }

    /// <summary>The similarity at which a bin begins; <see cref="Bins"/> gives 1.</summary>
    /// <param name="bin">0 to <see cref="Bins"/>.</param>
    public static double Edge(int bin) => (bin / PerUnit) - 1;

    /// <summary>Counts a pair.</summary>
    /// <param name="similarity">Cosine; what rounding put beyond −1 or 1 goes into the last bin.</param>
    /// <param name="same">Whether it is one identity.</param>
    public void Add(float similarity, bool same)
    {
        var bin = Math.Clamp((int)((similarity + 1) * PerUnit), 0, Bins - 1);
        if (same)
        {
            _same[bin]++;
            SamePairs++;
        }
        else
        {
            _different[bin]++;
            DifferentPairs++;
        }
    }

    /// <summary>Adds the pairs of another histogram.</summary>
    /// <param name="other">The other one.</param>
    public void Add(SimilarityHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var bin = 0; bin < Bins; bin++)
        {
            _same[bin] += other._same[bin];
            _different[bin] += other._different[bin];
        }

        SamePairs += other.SamePairs;
        DifferentPairs += other.DifferentPairs;
    }

    /// <summary>
    /// The least similarity that keeps the share of false accepts at a target, interpolated within its bin; null where
    /// the target is less than one pair: such a rate cannot be seen in that few.
    /// </summary>
    /// <param name="falseAcceptRate">Target, above 0 and below 1.</param>
    public double? ThresholdAt(double falseAcceptRate)
    {
        // 0.001 × 1000 is a little less than 1.
        var allowed = falseAcceptRate * DifferentPairs * (1 + 1e-12);
        if (allowed < 1)
        {
            return null;
        }

        var above = 0L;
        for (var bin = Bins - 1; bin >= 0; bin--)
        {
            if (above + _different[bin] > allowed)
            {
                return Edge(bin + 1) - ((allowed - above) / _different[bin] / PerUnit);
            }

            above += _different[bin];
        }

        return -1;
    }

    /// <summary>Share of the pairs of different identities that a threshold accepts.</summary>
    /// <param name="threshold">Least similarity that is accepted.</param>
    public double FalseAcceptRate(double threshold) => From(_different, threshold) / Math.Max(DifferentPairs, 1);

    /// <summary>Share of the pairs of the same identity that a threshold accepts (VAL).</summary>
    /// <param name="threshold">Least similarity that is accepted.</param>
    public double TrueAcceptRate(double threshold) => From(_same, threshold) / Math.Max(SamePairs, 1);

    /// <summary>
    /// The threshold with the best mean of true accepts and true rejects, as if there were as many pairs of one kind as of
    /// the other; the middle of the gap where several neighbours are equally good.
    /// </summary>
    public double BestThreshold()
    {
        var (best, first, last) = (-1.0, 0, 0);
        var (same, different) = (0L, 0L);
        for (var bin = Bins - 1; bin >= 0; bin--)
        {
            same += _same[bin];
            different += _different[bin];
            var gain = OperatingPoint.Share(same, SamePairs) - OperatingPoint.Share(different, DifferentPairs);
            if (gain > best)
            {
                (best, first, last) = (gain, bin, bin);
            }
            else if (gain == best && last == bin + 1)
            {
                last = bin;
            }
        }

        return (Edge(first) + Edge(last)) / 2;
    }

    // A bin that the threshold divides counts with the part above it.
    private static double From(long[] counts, double threshold)
    {
        var place = Math.Clamp((threshold + 1) * PerUnit, 0, Bins);
        var bin = (int)place;
        var sum = 0L;
        for (var i = bin + 1; i < Bins; i++)
        {
            sum += counts[i];
        }

        return bin < Bins ? sum + (counts[bin] * (bin + 1 - place)) : 0;
    }
}
