using System.Numerics;

namespace ReId.Model.Evaluation.Verification;

/// <summary>
/// The threshold that keeps false accepts at or below a target: accept a pair when its distance is below it.
/// </summary>
/// <param name="Target">Greatest share of false accepts wanted (FPR or FAR).</param>
/// <param name="Threshold">Accept below it; infinite where there is no negative pair beyond it.</param>
/// <param name="FalseAcceptRate">Share of negative pairs below the threshold, at most the target.</param>
/// <param name="TrueAcceptRate">Share of positive pairs below the threshold: TPR at that FPR, or VAL at that FAR.</param>
public readonly record struct OperatingPoint(double Target, double Threshold, double FalseAcceptRate, double TrueAcceptRate)
{
    /// <summary>How many of the smallest negative distances <see cref="At"/> needs for a target.</summary>
    /// <param name="target">Share of false accepts, from 0 to 1.</param>
    /// <param name="negatives">Number of negative pairs.</param>
    public static long NegativesNeeded(double target, long negatives) =>
        Math.Min(Place(target, negatives) + 1, negatives);

    /// <summary>
    /// Finds the point: the threshold is the (⌊target × negatives⌋ + 1)-th smallest negative distance, so that at most
    /// the target lies below it.
    /// </summary>
    /// <param name="target">Share of false accepts, from 0 to 1.</param>
    /// <param name="positives">Distances of the positive pairs, ascending.</param>
    /// <param name="lowestNegatives">The smallest negative distances, ascending; as many as <see cref="NegativesNeeded"/>.</param>
    /// <param name="negatives">Number of all negative pairs.</param>
    /// <typeparam name="T">float or double.</typeparam>
    public static OperatingPoint At<T>(
        double target, ReadOnlySpan<T> positives, ReadOnlySpan<T> lowestNegatives, long negatives)
        where T : IFloatingPointIeee754<T>
    {
        var place = Place(target, negatives);
        var threshold = place < negatives ? lowestNegatives[(int)place] : T.PositiveInfinity;
        return AtThreshold(target, positives, threshold, CountBelow(lowestNegatives, threshold), negatives);
    }

    /// <summary>The point of a threshold that is known.</summary>
    internal static OperatingPoint AtThreshold<T>(double target, ReadOnlySpan<T> positives, T threshold, long negativesBelow, long negatives)
        where T : IFloatingPointIeee754<T> => new(
            target, double.CreateChecked(threshold), Share(negativesBelow, negatives),
            Share(CountBelow(positives, threshold), positives.Length));

    /// <summary>Where the threshold of a target stands among the negative distances, ascending, from 0.</summary>
    internal static long Place(double target, long negatives) => (long)Math.Floor(target * negatives);

    internal static double Share(long part, long whole) => whole == 0 ? 0 : part / (double)whole;

    /// <summary>How many of ascending values are below a threshold.</summary>
    internal static int CountBelow<T>(ReadOnlySpan<T> ascending, T threshold)
        where T : IFloatingPointIeee754<T>
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = ascending[middle] < threshold ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
