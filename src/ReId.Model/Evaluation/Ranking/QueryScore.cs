namespace ReId.Model.Evaluation.Ranking;

/// <summary>How well one query was answered; every measure from 0 to 1.</summary>
/// <param name="Query">Number of the query.</param>
/// <param name="Matches">R: gallery entries that it had to find, at least one.</param>
/// <param name="FirstRank">Place of the first match, 1-based.</param>
/// <param name="AveragePrecision">Mean of the precision at each match.</param>
/// <param name="TrapezoidalPrecision">Area under precision over recall by trapezes, as Market-1501's own script has it.</param>
/// <param name="InversePenalty">INP = R / place of the last match (Ye et al., "Deep Learning for Person Re-ID", 2021).</param>
/// <param name="RPrecision">Share of matches among the first R.</param>
/// <param name="AveragePrecisionAtR">
/// Mean over the first R places of the precision there if it holds a match, else 0 (Musgrave et al., "A Metric Learning
/// Reality Check", 2020).
/// </param>
public readonly record struct QueryScore(
    int Query, int Matches, int FirstRank, double AveragePrecision, double TrapezoidalPrecision, double InversePenalty,
    double RPrecision, double AveragePrecisionAtR)
{
    /// <summary>Computes all measures from the places of the matches.</summary>
    /// <param name="query">Number of the query.</param>
    /// <param name="ranks">Places of its matches, 1-based, ascending, at least one.</param>
    public static QueryScore FromRanks(int query, ReadOnlySpan<int> ranks)
    {
        var total = ranks.Length;
        var (precisions, trapezes, atR, withinR) = (0.0, 0.0, 0.0, 0);
        for (var i = 0; i < total; i++)
        {
            var rank = ranks[i];
            var precision = (i + 1) / (double)rank;
            var before = rank == 1 ? 1 : i / (double)(rank - 1);
            precisions += precision;
            trapezes += (before + precision) / 2;
            if (rank <= total)
            {
                atR += precision;
                withinR++;
            }
        }

        return new QueryScore(
            query, total, ranks[0], precisions / total, trapezes / total, total / (double)ranks[^1],
            withinR / (double)total, atR / total);
    }
}
