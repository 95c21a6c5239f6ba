using ReId.Model.Evaluation.Verification;

namespace ReId.Model.Evaluation.Ranking;

/// <summary>
/// The distances of wrong answers, as far as thresholds at false-positive rates need them: the smallest are kept while
/// they are few, and counted in two passes otherwise. Both give the same numbers.
/// </summary>
internal sealed class NegativeDistances
{
    private readonly long _negatives;
    private readonly IReadOnlyList<double> _rates;
    private readonly LowestValues? _lowest;
    private readonly DistanceCounts? _counts;

    public NegativeDistances(RetrievalOptions options, long negatives)
    {
        (_negatives, _rates) = (negatives, options.FalsePositiveRates);
        var needed = _rates.Select(rate => OperatingPoint.NegativesNeeded(rate, negatives)).DefaultIfEmpty().Max();
        if (needed <= options.MostKeptDistances)
        {
            _lowest = new LowestValues((int)Math.Max(needed, 1));
        }
        else
        {
            _counts = new DistanceCounts();
        }
    }

    /// <summary>True when every distance must be shown again, to <see cref="AddAgain"/>.</summary>
    public bool NeedsSecondPass => _counts is not null;

    /// <summary>Takes distances; infinite ones do not count.</summary>
    public void Add(ReadOnlySpan<float> distances)
    {
        _lowest?.Add(distances);
        _counts?.Add(distances);
    }

    /// <summary>Between the passes.</summary>
    public void BeginSecondPass() => _counts?.LookFor(_rates.Select(Place).Where(place => place < _negatives));

    /// <summary>Takes them again.</summary>
    public void AddAgain(ReadOnlySpan<float> distances) => _counts?.AddAgain(distances);

    /// <summary>The thresholds of all rates.</summary>
    /// <param name="positives">Distances of the right answers, ascending.</param>
    public OperatingPoint[] Points(float[] positives)
    {
        if (_lowest?.Sorted() is { } lowest)
        {
            return [.. _rates.Select(rate => OperatingPoint.At<float>(rate, positives, lowest, _negatives))];
        }

        return [.. _rates.Select(rate =>
        {
            var (threshold, below) = Place(rate) < _negatives ? _counts!.At(Place(rate)) : (float.PositiveInfinity, _negatives);
            return OperatingPoint.AtThreshold<float>(rate, positives, threshold, below, _negatives);
        })];
    }

    private long Place(double rate) => OperatingPoint.Place(rate, _negatives);
}
