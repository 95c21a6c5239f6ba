using ReId.Model.Evaluation.Verification;

namespace ReId.Model.Evaluation.Ranking;

/// <summary>The scores of all queries.</summary>
/// <param name="Queries">Number of queries.</param>
/// <param name="Scores">One entry for every query that has a match, in their order; the others count in no mean.</param>
/// <param name="PositivePairs">Pairs of a query and a gallery entry that match.</param>
/// <param name="NegativePairs">Pairs that do not match, those of queries without any match included.</param>
/// <param name="OperatingPoints">For each false-positive rate asked for, threshold and true-positive rate.</param>
public sealed record RetrievalScores(
    int Queries, IReadOnlyList<QueryScore> Scores, long PositivePairs, long NegativePairs,
    IReadOnlyList<OperatingPoint> OperatingPoints)
{
    /// <summary>Queries without a match in the gallery.</summary>
    public int QueriesWithoutMatch => Queries - Scores.Count;

    /// <summary>Mean average precision.</summary>
    public double MeanAveragePrecision => Scores.Average(s => s.AveragePrecision);

    /// <summary>Mean of the trapezoidal average precision.</summary>
    public double MeanTrapezoidalPrecision => Scores.Average(s => s.TrapezoidalPrecision);

    /// <summary>Mean inverse negative penalty.</summary>
    public double MeanInversePenalty => Scores.Average(s => s.InversePenalty);

    /// <summary>Cumulative match characteristic: share of queries with a match among the first <paramref name="rank"/>.</summary>
    /// <param name="rank">At least 1.</param>
    public double Cmc(int rank) => Scores.Average(s => s.FirstRank <= rank ? 1.0 : 0.0);
}
